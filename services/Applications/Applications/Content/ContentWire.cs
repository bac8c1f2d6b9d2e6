namespace ProjetK.Applications;

/// <summary>What an applicant writes on the wire; reading it notes everything that is wrong with it.</summary>
internal static class ContentWire
{
    /// <summary>Fields that CreateApplication and UpdateApplication take.</summary>
    public static readonly string[] Updatable =
    [
        "applicant", "contacts", "project", "intent.text", "intent.signatory", "engagement.text",
        "engagement.signatory", "engagement.deliberation",
    ];

    private const int ShortText = 200, LongText = 5_000, SummaryText = 10_000, MaxTerms = 20;

    /// <summary>What was written; to be used only once the violations are known to be none.</summary>
    public static Content FromProto(this V1.Application message, Violations violations) => new(
        Applicant.Read(message.Applicant, "application.applicant", violations)!,
        message.Contacts.FromProto(violations),
        (message.Project ?? new()).FromProto(violations),
        message.Intent.FromProto("application.intent", violations),
        message.Engagement.FromProto("application.engagement", violations));

    /// <summary>Whom to reach; nobody when nothing is said.</summary>
    public static Contacts FromProto(this V1.Application.Types.Contacts? contacts, Violations violations) => new(
        contacts?.ElectedReferent.FromProto("application.contacts.elected_referent", violations),
        contacts?.TechnicalReferent.FromProto("application.contacts.technical_referent", violations));

    public static V1.Application.Types.Contacts ToProto(this Contacts contacts) => new()
    {
        ElectedReferent = contacts.ElectedReferent?.ToProto(),
        TechnicalReferent = contacts.TechnicalReferent?.ToProto(),
    };

    private static V1.Application.Types.Contact ToProto(this Contact contact) => new()
    {
        DisplayName = contact.DisplayName,
        Function = contact.Function,
        Email = contact.Email,
        Phone = contact.Phone,
    };

    /// <summary>The project; in short without its long texts.</summary>
    public static V1.Application.Types.Project ToProto(this Project project, bool full) => new()
    {
        Title = project.Title,
        Summary = full ? project.Summary : "",
        Maturity = (V1.Application.Types.Project.Types.Maturity)(int)project.Maturity,
        Ambition = (V1.Application.Types.Project.Types.Ambition)(int)project.Ambition,
        Land = (V1.Application.Types.Project.Types.Land)(int)project.Land,
        Themes = { project.Themes },
        SharedValues = { project.SharedValues },
        Ideas = { project.Ideas.Select(idea => $"ideas/{idea}") },
        Attendance = full ? project.Attendance : "",
        Needs = full ? project.Needs : "",
        Coordination = full ? project.Coordination : "",
    };

    private static Contact? FromProto(
        this V1.Application.Types.Contact? message, string field, Violations violations)
    {
        if (message is null)
            return null;
        violations.RequireNeeded(message.DisplayName, ShortText, $"{field}.display_name");
        violations.RequireAtMost(message.Function, ShortText, $"{field}.function");
        violations.RequireAtMost(message.Phone, 40, $"{field}.phone");
        violations.Require(message.Email == "" || IsMail(message.Email), $"{field}.email",
            "must be a mail address such as mairie@tauriac.fr.");
        return new(message.DisplayName.Trim(), message.Function.Trim(), message.Email.Trim(), message.Phone.Trim());
    }

    private static Project FromProto(this V1.Application.Types.Project message, Violations violations)
    {
        violations.RequireAtMost(message.Title, ShortText, "application.project.title");
        violations.RequireAtMost(message.Summary, SummaryText, "application.project.summary");
        violations.RequireAtMost(message.Attendance, LongText, "application.project.attendance");
        violations.RequireAtMost(message.Needs, LongText, "application.project.needs");
        violations.RequireAtMost(message.Coordination, LongText, "application.project.coordination");
        Known(TermKind.Theme, message.Themes, "application.project.themes", violations);
        Known(TermKind.Value, message.SharedValues, "application.project.shared_values", violations);
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

    private static void Known(TermKind kind, IReadOnlyList<string> ids, string field, Violations violations)
    {
        violations.Require(ids.Count <= MaxTerms, field, $"must hold at most {MaxTerms}.");
        for (var i = 0; i < Math.Min(ids.Count, MaxTerms); i++)
            violations.Require(Term.IsKnown(kind, ids[i]), $"{field}[{i}]",
                "must be the id of a term of GET /v1/terms, such as waste-reduction or sobriety.");
        violations.Require(ids.Distinct().Count() == ids.Count, field, "must not hold an id twice.");
    }

    private static bool IsMail(string text) =>
        text.Length <= 254 && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@')
        && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.')
        && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
}
