using ProjetK.Events;

namespace ProjetK.Identity;

/// <summary>Forgets a person: at their wish, an administrator's, or when their time is over.</summary>
internal static class Erasure
{
    /// <summary>Erases the person unless <paramref name="check"/> refuses it.</summary>
    public static async Task<Person> Erase(
        Transaction transaction, Guid id, Action<Person> check, MailTexts mails)
    {
        var (person, erased) = await PersonTable.Change(transaction, id, person =>
        {
            check(person);
            return person.Erase(transaction.Now);
        });
        // What was written under the same address goes with it.
        AccessRequestTable.Delete(transaction, person.Email);
        InvitationTable.Delete(transaction, person.Id, person.Email);
        mails.Forget(transaction, person.Email);
        TokenTable.Delete(transaction, person.Name);
        SessionTable.EndAll(transaction, person.Id);
        transaction.Announce(new PersonErased(erased.Id, erased.UpdateTime, erased.Version));
        return erased;
    }
}
