namespace ProjetK.Ecosystem;

/// <summary>The time in which the syndicate supports a territory: from its start to its place's opening and
/// beyond.</summary>
internal sealed record Cooperation(
    Guid Application, Guid Territory, string Call, DateTimeOffset? StartTime, DateTimeOffset? OpenTime,
    DateTimeOffset? EndTime)
{
    public static Cooperation Unheard(Guid application, Guid territory, string call) =>
        new(application, territory, call, null, null, null);
}
