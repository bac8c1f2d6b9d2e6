using EcosystemClient = ProjetK.Ecosystem.V1.EcosystemService.EcosystemServiceClient;

namespace ProjetK.Funding;

/// <summary>Envelopes, grants and their ledger; one file per RPC.</summary>
internal sealed partial class FundingService(
    Database database, Mutations mutations, Rates standardRates, BudgetYears budgetYears, CommuneRegister communes,
    EcosystemClient ecosystem, LedgerFeed feed, LedgerExports exports, DocumentStore documents)
    : V1.FundingService.FundingServiceBase
{
    /// <summary>The rates of the envelope that is named, or those given, or the standard ones.</summary>
    private async Task<Rates> RatesOf(string? envelope, Rates? given, CancellationToken cancellation) =>
        envelope is null
            ? given ?? standardRates
            : (await EnvelopeTable.Find(database, envelope, cancellation))?.Rates
                ?? throw CommonErrors.NotFound($"envelopes/{envelope}");

    /// <summary>The rates of a call's envelope, or the standard ones while it has none.</summary>
    private async Task<Rates> RatesOfCall(string call, CancellationToken cancellation) =>
        (await EnvelopeTable.FindOfCall(database, call, cancellation))?.Rates ?? standardRates;
}
