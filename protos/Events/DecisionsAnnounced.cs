namespace ProjetK.Events;

/// <summary>Decisions of a call became known to everybody; agreement deadlines run from here.</summary>
/// <param name="Call">Id of the call.</param>
/// <param name="Applications">The applications whose selection, waiting or rejection was announced.</param>
/// <param name="AnnounceTime">When, UTC.</param>
/// <param name="Version">Version of the call.</param>
[ConsumedBy("funding/AnnounceGrants")]
public sealed record DecisionsAnnounced(
    string Call, IReadOnlyList<Guid> Applications, DateTimeOffset AnnounceTime, long Version);
