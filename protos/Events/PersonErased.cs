namespace ProjetK.Events;

/// <summary>A person's account and everything personal about them was erased; whoever holds something of theirs erases
/// it too.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="EraseTime">When, UTC.</param>
/// <param name="Version">Version of the person.</param>
[ConsumedBy]
public sealed record PersonErased(Guid PersonId, DateTimeOffset EraseTime, long Version);
