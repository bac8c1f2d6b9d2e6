namespace ProjetK.Events;

/// <summary>A call became public: its rules are fixed. Funding freezes the envelope's rates, Ecosystem learns what involvement is asked.</summary>
/// <param name="Call">Id of the call, e.g. <c>2023</c>.</param>
/// <param name="PublicActors">Confirmed public actors and schools a letter of engagement needs.</param>
/// <param name="PrivateActors">Confirmed private actors it needs.</param>
/// <param name="CivilActors">Confirmed associations and groups of citizens it needs, together.</param>
/// <param name="PublishTime">When, UTC.</param>
/// <param name="Version">Version of the call.</param>
[ConsumedBy("funding/FreezeRates", "ecosystem/LearnThresholds")]
public sealed record CallPublished(
    string Call, int PublicActors, int PrivateActors, int CivilActors, DateTimeOffset PublishTime, long Version);
