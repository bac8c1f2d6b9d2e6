using System.Globalization;

namespace ProjetK.Applications;

/// <summary>Which applications a list shows, in which order, and where the page starts.</summary>
internal sealed record ApplicationFilter(
    string? Call, string? State, string? Commune, string? Pattern, ApplicationOrder Order, string? AfterKey,
    Guid? AfterId, int Limit, Sight Sight, bool SeesChoices, bool Full);

/// <summary>An order of applications; the only place where the text of a caller chooses a column.</summary>
internal sealed record ApplicationOrder(string Key, string Type, bool Descending, Func<Application, string> KeyOf)
{
    public string Direction => Descending ? "DESC" : "ASC";
    public string Beyond => Descending ? "<" : ">";

    public static ApplicationOrder Parse(string orderBy, bool seesChoices)
    {
        var words = orderBy.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var descending = words is [] or [_, "desc"];
        return words switch
        {
            [] or ["create_time"] or ["create_time", "asc" or "desc"] =>
                new("applications.create_time", "timestamptz", descending, application => Text(application.CreateTime)),
            ["update_time"] or ["update_time", "asc" or "desc"] =>
                ByUpdateTime(descending, seesChoices),
            ["reference"] or ["reference", "asc" or "desc"] =>
                new("COALESCE(reference, '')", "text", descending, application => application.Reference ?? ""),
            _ => throw CommonErrors.InvalidField("order_by",
                "must be create_time, update_time or reference, with ` desc` for descending."),
        };
    }

    /// <summary>The key in the token of the page before; a token that somebody made up is refused.</summary>
    public (string? Key, Guid? Id) ReadKey(Page page) => page.After<string, Guid>() switch
    {
        null => (null, null),
        var (key, id) when IsKey(key) => (key, id),
        _ => throw CommonErrors.InvalidField(
            "page_token", "must be the next_page_token of a list with the same arguments."),
    };

    // The time of what is not announced would tell that something was decided.
    private static ApplicationOrder ByUpdateTime(bool descending, bool seesChoices) => seesChoices
        ? new("applications.update_time", "timestamptz", descending, application => Text(application.UpdateTime))
        : new("COALESCE(shown_update_time, applications.update_time)", "timestamptz", descending,
            application => Text(application.Shown?.UpdateTime ?? application.UpdateTime));

    private bool IsKey(string text) => Type == "text"
        || DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
