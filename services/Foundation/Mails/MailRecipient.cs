using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Foundation;

/// <summary>Whom a mail is for. People with an account are named by id, or by role and commune: their addresses are
/// asked for when the mail leaves. An address stands for whoever has no account.</summary>
public abstract record MailRecipient
{
    private MailRecipient()
    {
    }

    /// <summary>Somebody with an account.</summary>
    public sealed record Person(Guid Id) : MailRecipient;

    /// <summary>Everybody with that role, of a commune (its INSEE code) where one is given; each gets a mail of their
    /// own.</summary>
    public sealed record Everybody(Role Role, string? Commune = null) : MailRecipient;

    /// <summary>Somebody who has no account, such as an actor or a subscriber; <paramref name="Concern"/> names the
    /// resource with which the mail can be taken back, where others may have the same address.</summary>
    public sealed record Address(string Email, string DisplayName, string? Concern = null) : MailRecipient;
}
