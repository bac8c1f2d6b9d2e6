using System.Globalization;

namespace ProjetK.Identity;

/// <summary>Writes the mails that people receive; the wording is in Texts.resx.</summary>
internal sealed class MailTexts(KeySeal seal, Uri issuer)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public void Invite(Transaction transaction, Invitation invitation, string secret) => Send(
        transaction, invitation.Email, invitation.DisplayName, Texts.InvitationSubject,
        string.Format(
            French, Texts.InvitationText, invitation.DisplayName,
            new Uri(issuer, $"/connect/invitation?token={secret}"), (int)Invitation.Lifetime.TotalDays));

    /// <summary>Tells somebody who has an account that a colleague invited them: nobody else learns of it.</summary>
    public void InviteKnown(Transaction transaction, Person person) => Send(
        transaction, person.Email, person.DisplayName, Texts.InvitationSubject,
        string.Format(French, Texts.KnownText, person.DisplayName, new Uri(issuer, Session.SignInPage)));

    public void Decline(Transaction transaction, AccessRequest request) => Send(
        transaction, request.Email, request.DisplayName, Texts.DeclineSubject,
        string.Format(French, Texts.DeclineText, request.DisplayName, request.Reason));

    public void Reset(Transaction transaction, Account account, string token) => Send(
        transaction, account.Email!, account.DisplayName, Texts.ResetSubject,
        string.Format(
            French, Texts.ResetText, account.DisplayName,
            new Uri(issuer, $"/connect/password/reset?person={account.Id}&token={Uri.EscapeDataString(token)}")));

    /// <summary>Takes back what is not on its way yet.</summary>
    public void Forget(Transaction transaction, string email) => MailTable.Delete(transaction, seal, email);

    private void Send(Transaction transaction, string email, string name, string subject, string text) =>
        MailTable.Insert(transaction, seal, new(email, name, subject, text));
}
