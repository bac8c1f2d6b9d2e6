
namespace ProjetK.Identity;

/// <summary>Invites, and opens accounts by invitation: for an RPC, a page, and the start of the first
/// administrator.</summary>
internal sealed class Invitations(Letters letters)
{
    /// <summary>Sends a link, in place of one that was sent before.</summary>
    public async Task<Invitation> Invite(Transaction transaction, Invitation.Draft draft)
    {
        var caller = transaction.Caller;
        var person = await PersonTable.LockByEmail(transaction, draft.Email);
        if (person is { State: PersonState.Active } || person is not null && !caller.Has(Role.Administrator))
            throw Errors.PersonExists();
        var pending = await InvitationTable.LockPending(transaction, draft.Email);
        if (pending?.MayBeRenewedBy(caller, transaction.Now) is false)
            throw Errors.InvitationExists();
        var secret = SecretLink.NewSecret();
        var invitation = pending is null
            ? Invitation.Write(Guid.CreateVersion7(), draft, caller.Subject, secret, transaction.Now)
            : pending.Renew(draft, caller.Subject, secret, transaction.Now);
        InvitationTable.Save(transaction, pending, invitation);
        letters.Invite(transaction, invitation, secret);
        return invitation;
    }

    /// <summary>Opens the account, once.</summary>
    public async Task<Person> Accept(
        Transaction transaction, string secret, string passwordHash, string displayName)
    {
        var now = transaction.Now;
        var invitation = await InvitationTable.LockBySecret(transaction, SecretLink.Hash(secret));
        if (invitation?.StateAt(now) != InvitationState.Pending)
            throw Errors.LinkExpired();
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
