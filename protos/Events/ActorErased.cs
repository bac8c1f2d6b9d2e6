namespace ProjetK.Events;

/// <summary>An actor was erased: services forget what leads to it.</summary>
/// <param name="ActorId">The actor.</param>
/// <param name="EraseTime">When, UTC.</param>
/// <param name="Version">Version of the actor.</param>
[ConsumedBy]
public sealed record ActorErased(Guid ActorId, DateTimeOffset EraseTime, long Version);
