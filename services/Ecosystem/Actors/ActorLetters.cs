using System.Globalization;

namespace ProjetK.Ecosystem;

/// <summary>Writes what actors and partners get by mail. A link only shows a page: whoever opens it, a mail scanner too,
/// uses nothing up before a button is pressed there.</summary>
internal sealed class ActorLetters(OutgoingMails mails)
{
    private static readonly CultureInfo French = new("fr-FR");

    /// <summary>An invitation to take part.</summary>
    public void Write(Transaction transaction, Contact contact, Commitment commitment, Territory territory, string secret) =>
        Write(transaction, contact, Actor.NameOf(commitment.Actor), new("ACTOR_INVITATION", Texts.InvitationSubject.Wording, Texts.InvitationText.With(
            Mail.Name, territory.DisplayName, commitment.Statement,
            mails.Link($"/invitation?name={commitment.Name}&token={secret}"), Day(commitment.Link!.ExpireTime))));

    /// <summary>The link by which an actor reaches their data.</summary>
    public void Write(Transaction transaction, Contact contact, Actor actor, string secret) =>
        Write(transaction, contact, actor.Name, new("ACTOR_LINK", Texts.ActorLinkSubject.Wording, Texts.ActorLinkText.With(
            Mail.Name, mails.Link($"/acteur?name={actor.Name}&token={secret}"))));

    /// <summary>What a territory writes to a partner elsewhere.</summary>
    public void Write(
        Transaction transaction, Contact contact, ContactMessage message, Territory writer, string secret) =>
        Write(transaction, contact, Territory.NameOf(message.Territory), new("TERRITORY_CONTACT", Texts.ContactSubject.Wording, Texts.ContactText.With(
            Mail.Name, writer.DisplayName, message.Message,
            mails.Link($"/contact?name={message.Name}&token={secret}"), Day(message.Link!.ExpireTime))));

    /// <summary>Takes back what is not on its way yet to an actor or a partner; what others get at the same address
    /// stays.</summary>
    public void Forget(Transaction transaction, string name) => mails.ForgetOf(transaction, name);

    /// <summary>What is on its way to one actor is the other's.</summary>
    public void Move(Transaction transaction, Actor from, Actor into) => mails.Move(transaction, from.Name, into.Name);

    private void Write(Transaction transaction, Contact contact, string concern, Mail mail) =>
        mails.Write(transaction, new MailRecipient.Address(contact.Email, contact.DisplayName, concern), mail);

    private static string Day(DateTimeOffset time) => time.ToString("d MMMM yyyy", French);
}
