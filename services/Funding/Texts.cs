using System.Resources;

namespace ProjetK.Funding;

/// <summary>The French texts that people read; their wording is in Texts.resx under the same names.</summary>
internal static class Texts
{
    private static readonly ResourceManager Wording = new(typeof(Texts));

    public static string ReleaseWithdrawn { get; } = Find(nameof(ReleaseWithdrawn));

    public static string ReleaseNotSigned { get; } = Find(nameof(ReleaseNotSigned));

    public static string Of(TransferReason reason) => Find($"Reason{reason}");

    public static string Of(Account account) => Find($"Account{account}");

    private static string Find(string name) =>
        Wording.GetString(name) ?? throw new MissingManifestResourceException($"Texts.resx has no {name}.");
}
