using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>What other services learn of a call.</summary>
internal static class CallEvents
{
    public static CallPublished ToCallPublished(this Call call) => new(
        call.Id,
        call.Involvement.PublicActors,
        call.Involvement.PrivateActors,
        call.Involvement.CivilActors,
        call.PublishTime!.Value,
        call.Version);

    public static DecisionsAnnounced ToDecisionsAnnounced(
        this Call call, IReadOnlyList<Guid> applications, DateTimeOffset now) =>
        new(call.Id, applications, now, call.Version);
}
