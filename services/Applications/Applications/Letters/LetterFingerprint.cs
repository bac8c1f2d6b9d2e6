using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Applications;

/// <summary>The SHA-256 that receipts carry and communes sign. docs/letters.md describes the hashed text, so that
/// everybody can compute it; the délibération is not part of it, for it may follow the letter.</summary>
internal static class LetterFingerprint
{
    private const string Version = "projetk-letter-1";

    /// <summary>In lower-case hexadecimal.</summary>
    public static string Of(Application application, LetterKind kind) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Lines(application, kind).Select(line => $"{line}\n")))));

    private static IEnumerable<string> Lines(Application application, LetterKind kind)
    {
        var letter = application.LetterOf(kind);
        return
        [
            Version,
            $"letter={EnumText.Of(kind)}",
            $"application={ApplicationWire.Name(application.Id)}",
            $"call=calls/{application.Call.Id}",
            .. Of(application.Applicant),
            .. Of(application.Project),
            $"text={Escape(letter.Text)}",
            $"signatory.display_name={Escape(letter.Signatory?.DisplayName)}",
            $"signatory.function={Escape(letter.Signatory?.Function)}",
        ];
    }

    private static IEnumerable<string> Of(Applicant applicant) =>
    [
        $"applicant.kind={EnumText.Of(applicant.Kind)}",
        $"applicant.lead_commune=communes/{applicant.Lead}",
        .. applicant.Communes.Order(StringComparer.Ordinal).Select(code => $"applicant.communes=communes/{code}"),
        $"applicant.neighbourhood.display_name={Escape(applicant.Neighbourhood?.Name)}",
        string.Create(
            CultureInfo.InvariantCulture, $"applicant.neighbourhood.population={applicant.Neighbourhood?.Population}"),
        $"applicant.neighbourhood.evidence={Escape(applicant.Neighbourhood?.Evidence)}",
    ];

    private static IEnumerable<string> Of(Project project) =>
    [
        $"project.title={Escape(project.Title)}",
        $"project.summary={Escape(project.Summary)}",
        $"project.maturity={Given(project.Maturity)}",
        $"project.ambition={Given(project.Ambition)}",
        $"project.land={Given(project.Land)}",
        .. project.Themes.Select(theme => $"project.themes={theme}"),
        .. project.SharedValues.Select(value => $"project.shared_values={value}"),
        .. project.Ideas.Select(idea => $"project.ideas=ideas/{idea}"),
        $"project.attendance={Escape(project.Attendance)}",
        $"project.needs={Escape(project.Needs)}",
        $"project.coordination={Escape(project.Coordination)}",
    ];

    private static string Given(Enum value) => Convert.ToInt32(value, CultureInfo.InvariantCulture) == 0
        ? ""
        : EnumText.Of(value);

    /// <summary>A text in one line, so that no text can be read as the end of one field and the beginning of the
    /// next.</summary>
    private static string Escape(string? text) =>
        text is null ? "" : text.Replace(@"\", @"\\").Replace("\n", @"\n").Replace("\r", @"\r");
}
