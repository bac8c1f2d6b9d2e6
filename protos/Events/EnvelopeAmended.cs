namespace ProjetK.Events;

/// <summary>The amount voted for an envelope changed.</summary>
/// <param name="Envelope">Id of the envelope.</param>
/// <param name="AmountCents">The amount after the change, in cents of a euro.</param>
/// <param name="AmendTime">When, UTC.</param>
/// <param name="Version">Version of the envelope.</param>
[ConsumedBy]
public sealed record EnvelopeAmended(string Envelope, long AmountCents, DateTimeOffset AmendTime, long Version);
