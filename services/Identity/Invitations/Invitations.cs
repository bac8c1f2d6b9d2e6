namespace ProjetK.Identity;

/// <summary>Invites, and opens accounts by invitation: for an RPC, a page, and the start of the first
/// administrator.</summary>
internal sealed class Invitations(MailTexts mails)
{
    /// <summary>Sends a link, in place of one that was sent before. An applicant gets the same answer where there is an
    /// account already; only the mail to its owner says so.</summary>
    public async Task<Invitation> Invite(Transaction transaction, Invitation.Draft draft)
    {
        var caller = transaction.Caller;
        var person = await PersonTable.LockByEmail(transaction, draft.Email);
        var hidden = person is not null && !caller.Has(Role.Administrator) && !caller.Has(Role.Manager);
        var mayReopen = person is { State: PersonState.Revoked } && caller.Has(Role.Administrator);
        if (person is not null && !hidden && !mayReopen)
            throw Errors.PersonExists();
        var pending = await InvitationTable.LockPending(transaction, draft.Email);
        if (pending?.MayBeRenewedBy(caller, transaction.Now) is false)
            throw Errors.InvitationExists();
        var secret = SecretLink.NewSecret();
        var invitation = pending is null
            ? Invitation.Write(Guid.CreateVersion7(), draft, caller.Subject, secret, transaction.Now)
            : pending.Renew(draft, caller.Subject, secret, transaction.Now);
        InvitationTable.Save(transaction, pending, invitation);
        if (hidden)
            // Nobody is sent the link.
            mails.InviteKnown(transaction, person!);
        else
            mails.Invite(transaction, invitation, secret);
        return invitation;
    }

    /// <summary>The invitation to which that secret leads, while it can be accepted.</summary>
    public static async Task<Invitation> Lock(Transaction transaction, string secret)
    {
        var invitation = await InvitationTable.LockBySecret(transaction, SecretLink.Hash(secret));
        return invitation?.StateAt(transaction.Now) == InvitationState.Pending
            ? invitation : throw Errors.LinkExpired();
    }

    /// <summary>Opens the account, or opens it again.</summary>
    public static async Task<Person> Accept(
        Transaction transaction, Invitation invitation, string displayName, string passwordHash)
    {
        var now = transaction.Now;
        var known = await PersonTable.LockByEmail(transaction, invitation.Email);
        if (known is { State: PersonState.Active })
            throw Errors.PersonExists();
        var name = displayName.Length > 0 ? displayName : invitation.DisplayName;
        var person = known?.Reopen(invitation, name, now)
            ?? Person.Open(Guid.CreateVersion7(), invitation, name, now);
        if (known is null)
            PersonTable.Insert(transaction, person, passwordHash);
        else
        {
            PersonTable.Save(transaction, known, person);
            PersonTable.SetPassword(transaction, person.Id, passwordHash);
        }
        InvitationTable.Save(transaction, invitation, invitation.Accept(person.Id, now));
        return person;
    }
}
