using System.ComponentModel.DataAnnotations;

namespace ProjetK.Foundation;

/// <summary>Whose tokens a service trusts and where it gets its own (<c>Authentication:…</c>).</summary>
internal sealed record TokenSettings
{
    public const string Section = "Authentication";

    /// <summary>The issuer: the address of any OpenID Connect provider, as it stands in its tokens.</summary>
    [Required(ErrorMessage = "The setting Authentication:Authority is missing: the address of the OpenID Connect provider.")]
    public string Authority { get; init; } = "";

    /// <summary>Where its metadata is read, when not below its public address.</summary>
    public string? MetadataAddress { get; init; }

    /// <summary>Where a service gets a token of its own, when not where the metadata says.</summary>
    public string? TokenAddress { get; init; }

    /// <summary>For whom tokens are made that this system accepts.</summary>
    public string Audience { get; init; } = "projetk";

    /// <summary>The claim that names a person's roles.</summary>
    public string RoleClaim { get; init; } = "role";

    /// <summary>The claim that names the INSEE codes of a person's communes.</summary>
    public string CommuneClaim { get; init; } = "commune";

    /// <summary>By which this service proves to the provider who it is; its client id is its name.</summary>
    public string? ClientSecret { get; init; }
}
