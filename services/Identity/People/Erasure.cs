using ProjetK.Events;

namespace ProjetK.Identity;

/// <summary>Forgets a person: at their wish, an administrator's, or when their time is over.</summary>
internal static class Erasure
{
    public static Person Erase(Transaction transaction, Person person, Letters letters)
    {
        var erased = person.Erase(transaction.Now);
        // What was written under the same address goes with it.
        AccessRequestTable.Delete(transaction, person.Email);
        InvitationTable.Delete(transaction, person.Id, person.Email);
        letters.Forget(transaction, person.Email);
        TokenTable.Delete(transaction, person.Name);
        PersonTable.Save(transaction, person, erased);
        transaction.Announce(new PersonErased(erased.Id, erased.UpdateTime, erased.Version));
        return erased;
    }
}
