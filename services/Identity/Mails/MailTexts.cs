using System.Globalization;

namespace ProjetK.Identity;

/// <summary>Writes the mails that people receive; the wording is in Texts.resx.</summary>
internal sealed class MailTexts(OutgoingMails mails, Uri issuer)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public void Invite(Transaction transaction, Invitation invitation, string secret) => Send(
        transaction, invitation.Email, invitation.DisplayName, "INVITATION", Texts.InvitationSubject,
        Texts.InvitationText, new Uri(issuer, $"/connect/invitation?token={secret}"),
        (int)Invitation.Lifetime.TotalDays);

    /// <summary>Tells somebody who has an account that a colleague invited them: nobody else learns of it.</summary>
    public void InviteKnown(Transaction transaction, Person person) => Send(
        transaction, person.Email, person.DisplayName, "INVITATION", Texts.InvitationSubject, Texts.KnownText,
        new Uri(issuer, Session.SignInPage));

    public void Decline(Transaction transaction, AccessRequest request) => Send(
        transaction, request.Email, request.DisplayName, "ACCESS_REQUEST_DECLINED", Texts.DeclineSubject,
        Texts.DeclineText, request.Reason);

    public void Reset(Transaction transaction, Account account, string token) => Send(
        transaction, account.Email!, account.DisplayName, "PASSWORD_RESET", Texts.ResetSubject, Texts.ResetText,
        new Uri(issuer, $"/connect/password/reset?person={account.Id}&token={Uri.EscapeDataString(token)}"));

    /// <summary>Takes back what is not on its way yet.</summary>
    public void Forget(Transaction transaction, string email) => mails.Forget(transaction, email);

    private void Send(
        Transaction transaction, string email, string name, string kind, string subject, string text,
        params object[] values) => mails.Write(
            transaction, new MailRecipient.Address(email, name),
            new(kind, subject, string.Format(French, text, [Mail.Name, .. values])));
}
