using System.Resources;

namespace ProjetK.Identity;

/// <summary>The French texts that people read in mails, beside fields and in lists; their wording is in Texts.resx
/// under the same names.</summary>
internal static class Texts
{
    private static readonly ResourceManager Wording = new(typeof(Texts));

    public static readonly string
        InvitationSubject = Find(nameof(InvitationSubject)),
        InvitationText = Find(nameof(InvitationText)),
        KnownText = Find(nameof(KnownText)),
        DeclineSubject = Find(nameof(DeclineSubject)),
        DeclineText = Find(nameof(DeclineText)),
        ResetSubject = Find(nameof(ResetSubject)),
        ResetText = Find(nameof(ResetText)),
        SinceExpiry = Find(nameof(SinceExpiry)),
        SinceAnswer = Find(nameof(SinceAnswer)),
        SinceRevocation = Find(nameof(SinceRevocation)),
        SinceFailure = Find(nameof(SinceFailure)),
        EmailMissing = Find(nameof(EmailMissing)),
        PasswordMissing = Find(nameof(PasswordMissing)),
        PasswordWeak = Find(nameof(PasswordWeak)),
        PasswordTooLong = Find(nameof(PasswordTooLong)),
        PasswordCommon = Find(nameof(PasswordCommon)),
        PasswordUnreadable = Find(nameof(PasswordUnreadable)),
        PasswordsDiffer = Find(nameof(PasswordsDiffer)),
        SignInFailed = Find(nameof(SignInFailed)),
        NameMissing = Find(nameof(NameMissing));

    private static string Find(string name) => Wording.GetString(name)
        ?? throw new MissingManifestResourceException($"Texts.resx has no {name}.");
}
