using System.Text.RegularExpressions;

namespace ProjetK.Applications;

/// <summary>The syndicate, and the status of the communes that it serves or may serve, by INSEE code.</summary>
internal sealed partial record Syndicate
{
    public const string Name = "syndicate";

    public required string DisplayName { get; init; }
    public string Siret { get; init; } = "";
    public string PostalAddress { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
    public IReadOnlyDictionary<string, PerimeterStatus> Communes { get; init; } =
        new Dictionary<string, PerimeterStatus>();
    public required DateTimeOffset UpdateTime { get; init; }
    public required long Version { get; init; }

    /// <summary>Notes what is wrong with it.</summary>
    public void Check(Violations violations)
    {
        violations.Require(DisplayName.Length > 0, "syndicate.display_name", "is required.");
        violations.Require(Siret.Length == 0 || SiretPattern().IsMatch(Siret), "syndicate.siret",
            "must have fourteen digits.");
        violations.Require(Phone.Length == 0 || PhonePattern().IsMatch(Phone), "syndicate.phone",
            "must be a telephone number.");
    }

    [GeneratedRegex(@"\A[0-9]{14}\z")]
    private static partial Regex SiretPattern();

    [GeneratedRegex(@"\A\+?[0-9][0-9 .()-]+\z")]
    private static partial Regex PhonePattern();
}
