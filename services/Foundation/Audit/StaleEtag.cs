using System.Globalization;
using ProjetK.Auth.V1;

namespace ProjetK.Foundation;

/// <summary>One change of a resource, as far as somebody may know of it; null where they may not know by whom.</summary>
public sealed record KnownChange(DateTimeOffset Time, string? By, IReadOnlyList<string> Fields)
{
    /// <summary>A line of a history, for those who may see who did it.</summary>
    public static KnownChange Of(HistoryEntry line) => new(
        line.OccurTime, line.Person ?? (line.Service is { } service ? $"services/{service}" : null),
        line.FromState == line.ToState ? line.Fields : [.. line.Fields, "state"]);
}

/// <summary>The changes in a resource's history that a caller may know of, the oldest first. A service that has rules of
/// its own registers one by <c>AddSingleton</c>.</summary>
public delegate IEnumerable<KnownChange> KnownChanges(
    string resource, IReadOnlyList<HistoryEntry> history, Caller caller);

/// <summary>Tells whose etag is stale what changed since, when, and by whom, as far as they may know it.</summary>
internal sealed class StaleEtag(Database database, KnownChanges? known)
{
    private const string Changes = "changes", Reason = "ETAG_MISMATCH";

    private static readonly Access.Types.Role[] Staff =
    [
        Access.Types.Role.Manager, Access.Types.Role.Finance, Access.Types.Role.Auditor, Access.Types.Role.Administrator,
    ];

    /// <summary>What a refusal says at once: how many times the resource changed; nothing of an etag that it never
    /// had.</summary>
    public static Dictionary<string, string>? Metadata(long? changes) => changes > 0
        ? new() { [Changes] = changes.Value.ToString(CultureInfo.InvariantCulture) }
        : null;

    /// <summary>True for a refusal of which more can be said.</summary>
    public static bool Is(DomainException refusal) =>
        refusal.Reason == Reason && refusal.Metadata.ContainsKey(Changes);

    /// <summary>The same refusal with what is known of the latest changes.</summary>
    public async Task<DomainException> Explain(
        DomainException refusal, string? resource, Caller caller, CancellationToken cancellation)
    {
        if (resource is null)
            return refusal;
        var history = await HistoryTable.List(database, resource, 0, int.MaxValue, cancellation);
        var count = (int)long.Min(int.MaxValue, long.Parse(refusal.Metadata[Changes], CultureInfo.InvariantCulture));
        var latest = (known ?? Default)(resource, history, caller).TakeLast(count).ToList();
        if (latest.Count == 0)
            return refusal;
        return CommonErrors.EtagMismatch(new Dictionary<string, string>(refusal.Metadata)
        {
            ["changed_fields"] = List(latest.SelectMany(change => change.Fields)),
            ["changed_by"] = List(latest.Select(change => change.By).OfType<string>()),
            ["change_time"] = latest[^1].Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Those who work for the syndicate see who did what, everybody else what they did themselves.</summary>
    private static IEnumerable<KnownChange> Default(
        string resource, IReadOnlyList<HistoryEntry> history, Caller caller) =>
        history.Select(KnownChange.Of).Select(change =>
            Staff.Any(caller.Has) || change.By == caller.Subject ? change : change with { By = null });

    private static string List(IEnumerable<string> words) => string.Join(",", words.Distinct());
}
