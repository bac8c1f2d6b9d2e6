namespace ProjetK.Foundation;

/// <summary>Where a mail goes.</summary>
internal sealed record Mailbox(string Email, string DisplayName)
{
    /// <summary>The same for addresses that differ in case alone.</summary>
    public static string Key(string email) => email.Normalize().ToUpperInvariant();
}
