
namespace ProjetK.Applications;

/// <summary>Reads what an applicant wrote from the wire and notes everything that is wrong with it.</summary>
internal static class ContentWire
{
    /// <summary>Fields that CreateApplication and UpdateApplication take.</summary>
    public static readonly string[] Updatable =
    [
        "applicant", "contacts", "project", "intent.text", "intent.signatory", "engagement.text",
        "engagement.signatory", "engagement.deliberation",
    ];

    private const int ShortText = 200, LongText = 5_000, SummaryText = 10_000, LetterText = 20_000;

    /// <summary>What was written; to be used only once the violations are known to be none.</summary>
    public static Content Read(V1.Application message, Violations violations) => new(
        Applicant.Read(message.Applicant, "application.applicant", violations)!,
        new(
            ReadContact(message.Contacts?.ElectedReferent, "application.contacts.elected_referent", violations),
            ReadContact(message.Contacts?.TechnicalReferent, "application.contacts.technical_referent", violations)),
        ReadProject(message.Project ?? new(), violations),
        ReadLetter(message.Intent, "application.intent", violations),
        ReadLetter(message.Engagement, "application.engagement", violations));

    public static Signatory? ReadSignatory(
        V1.Application.Types.Signatory? message, string field, Violations violations)
    {
        if (message is null)
            return null;
        Needed(message.DisplayName, ShortText, $"{field}.display_name", violations);
        Needed(message.Function, 100, $"{field}.function", violations);
        return new(message.DisplayName.Trim(), message.Function.Trim());
    }

    private static Contact? ReadContact(V1.Application.Types.Contact? message, string field, Violations violations)
    {
        if (message is null)
            return null;
        Needed(message.DisplayName, ShortText, $"{field}.display_name", violations);
        AtMost(message.Function, ShortText, $"{field}.function", violations);
        AtMost(message.Phone, 40, $"{field}.phone", violations);
        violations.Require(message.Email == "" || IsMail(message.Email), $"{field}.email",
            "must be a mail address such as mairie@tauriac.fr.");
        return new(message.DisplayName.Trim(), message.Function.Trim(), message.Email.Trim(), message.Phone.Trim());
    }

    private static Project ReadProject(V1.Application.Types.Project message, Violations violations)
    {
        AtMost(message.Title, ShortText, "application.project.title", violations);
        AtMost(message.Summary, SummaryText, "application.project.summary", violations);
        AtMost(message.Attendance, LongText, "application.project.attendance", violations);
        AtMost(message.Needs, LongText, "application.project.needs", violations);
        AtMost(message.Coordination, LongText, "application.project.coordination", violations);
        Ids(message.Themes, 20, "application.project.themes", violations);
        Ids(message.SharedValues, 20, "application.project.shared_values", violations);
        return new()
        {
            Title = message.Title.Trim(),
            Summary = message.Summary.Trim(),
            Maturity = (Maturity)(int)message.Maturity,
            Ambition = (Ambition)(int)message.Ambition,
            Land = (Land)(int)message.Land,
            Themes = [.. message.Themes],
            SharedValues = [.. message.SharedValues],
            Ideas = ReadIdeas(message.Ideas, violations),
            Attendance = message.Attendance.Trim(),
            Needs = message.Needs.Trim(),
            Coordination = message.Coordination.Trim(),
        };
    }

    private static string[] ReadIdeas(IReadOnlyList<string> names, Violations violations)
    {
        violations.Require(names.Count <= 30, "application.project.ideas", "must hold at most 30.");
        var ideas = new List<string>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            if (ResourceName.TryParse("ideas/{idea}", names[i], out var ids))
                ideas.Add(ids[0]);
            else
                violations.Require(false, $"application.project.ideas[{i}]", "must look like ideas/{idea}.");
        }
        return [.. ideas.Distinct()];
    }

    private static Letter ReadLetter(V1.Application.Types.Letter? message, string field, Violations violations)
    {
        if (message is null)
            return Letter.Empty;
        AtMost(message.Text, LetterText, $"{field}.text", violations);
        violations.Require(field == "application.engagement" || message.Deliberation is null, $"{field}.deliberation",
            "belongs to the letter of engagement: engagement.deliberation.");
        return new()
        {
            Text = message.Text.Trim(),
            Signatory = ReadSignatory(message.Signatory, $"{field}.signatory", violations),
            Deliberation = ReadDeliberation(message.Deliberation, $"{field}.deliberation", violations),
        };
    }

    private static Deliberation? ReadDeliberation(
        V1.Application.Types.Deliberation? message, string field, Violations violations)
    {
        if (message is null)
            return null;
        Needed(message.Number, 100, $"{field}.number", violations);
        var date = message.Date ?? new();
        var isDay = date.Year is >= 1 and <= 9999 && date.Month is >= 1 and <= 12
            && date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month);
        violations.Require(isDay, $"{field}.date", "must be a day with year, month and day.");
        return new(message.Number.Trim(), isDay ? new DateOnly(date.Year, date.Month, date.Day) : default);
    }

    private static void Ids(IReadOnlyList<string> ids, int most, string field, Violations violations)
    {
        violations.Require(ids.Count <= most, field, $"must hold at most {most}.");
        for (var i = 0; i < ids.Count; i++)
        {
            violations.Require(
                ids[i].Length is > 0 and <= 60 && !ids[i].Any(char.IsControl),
                $"{field}[{i}]", "must be an id of 1 to 60 characters, such as waste-reduction.");
        }
        violations.Require(ids.Distinct().Count() == ids.Count, field, "must not hold an id twice.");
    }

    private static void Needed(string text, int most, string field, Violations violations)
    {
        violations.Require(!string.IsNullOrWhiteSpace(text), field, "must not be empty.");
        AtMost(text, most, field, violations);
    }

    private static void AtMost(string text, int most, string field, Violations violations)
    {
        violations.Require(text.Length <= most, field, $"must have at most {most} characters, has {text.Length}.");
        violations.RequireText(text, field);
    }

    private static bool IsMail(string text) =>
        text.Length <= 254 && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@')
        && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.')
        && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
}
