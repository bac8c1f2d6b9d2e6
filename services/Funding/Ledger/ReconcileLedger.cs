namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ReconcileLedgerResponse> ReconcileLedger(
        V1.ReconcileLedgerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var envelope = violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        violations.ThrowIfAny();
        var count = await ReconciliationTable.CountEnvelopes(database, envelope, context.CancellationToken);
        if (envelope is not null && count == 0)
            throw CommonErrors.NotFound(request.Envelope);
        var found = await ReconciliationTable.Find(database, envelope, context.CancellationToken);
        return new()
        {
            EnvelopeCount = count,
            Differences =
            {
                found.Select(one => new V1.ReconcileLedgerResponse.Types.Difference
                {
                    Envelope = $"envelopes/{one.Envelope}",
                    Account = EnumText.Of(one.Account),
                    Balance = Moneys.FromCents(one.Balance),
                    Entries = Moneys.FromCents(one.Entries),
                    Grants = one.Grants is { } cents ? Moneys.FromCents(cents) : null,
                }),
            },
        };
    }
}
