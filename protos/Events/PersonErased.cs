namespace ProjetK.Events;

/// <summary>A person was erased: services forget what leads to them; what they did stays, done by nobody known.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="EraseTime">When, UTC.</param>
/// <param name="Version">Version of the person.</param>
[ConsumedBy(
    "applications/ForgetErasedPerson", "applications/ForgetReviewer", "applications/ForgetAuthor",
    "applications/ForgetNotified", "applications/ForgetWriter",
    "funding/ForgetErasedPerson", "ecosystem/ForgetErasedPerson", "ecosystem/ForgetPerson", "identity/ForgetErasedPerson")]
public sealed record PersonErased(Guid PersonId, DateTimeOffset EraseTime, long Version);
