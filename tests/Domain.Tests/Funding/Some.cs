using Google.Type;
using ProjetK.Events;

namespace ProjetK.Funding.Tests;

/// <summary>Things that tests need and that are like no other test's.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Rates StandardRates = new(8000, 2000, 3);

    public const string Siret = "21330525900012";

    public static string Id() => $"t{Guid.NewGuid():N}"[..20];

    public static Money Euros(long euros) => new() { CurrencyCode = "EUR", Units = euros };

    /// <summary>An envelope of so many euros for one call of the same id.</summary>
    public static V1.CreateEnvelopeRequest Envelope(long euros, string? id = null)
    {
        id ??= Id();
        return new()
        {
            EnvelopeId = id,
            RequestId = Guid.NewGuid().ToString(),
            Envelope = new() { Label = "Participation financière", Calls = { $"calls/{id}" }, Amount = Euros(euros) },
        };
    }

    public static V1.AmendEnvelopeRequest Amendment(V1.Envelope envelope, long euros) => new()
    {
        Name = envelope.Name,
        Amount = Euros(euros),
        Reason = "Décision modificative",
        Deliberation = "2026-17",
        DeliberationDate = new() { Year = 2026, Month = 2, Day = 28 },
        RequestId = Guid.NewGuid().ToString(),
    };

    public static SelectionProposed Proposal(string call, int population = 1500, long version = 7) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), call, "33525", population, Noon, version);

    public static ApplicationWithdrawn Withdrawal(SelectionProposed proposal, long version = 8) => new(
        proposal.ApplicationId, proposal.TerritoryId, proposal.Call, Noon, version);

    public static CallPublished Publication(string call) => new(call, 2, 2, 2, Noon, 3);
}
