namespace ProjetK.Events;

/// <summary>Two actors turned out to be one.</summary>
/// <param name="FromActorId">The actor who is no more.</param>
/// <param name="IntoActorId">The actor who stands for both.</param>
/// <param name="MergeTime">When, UTC.</param>
/// <param name="Version">Version of the actor who stands for both.</param>
[ConsumedBy]
public sealed record ActorsMerged(Guid FromActorId, Guid IntoActorId, DateTimeOffset MergeTime, long Version);
