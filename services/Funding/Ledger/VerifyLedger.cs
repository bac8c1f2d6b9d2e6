
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.VerifyLedgerResponse> VerifyLedger(
        V1.VerifyLedgerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var envelope = violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        violations.ThrowIfAny();
        if (envelope is not null && await EnvelopeTable.Find(database, envelope, context.CancellationToken) is null)
            throw CommonErrors.NotFound(request.Envelope);

        var verification = await LedgerVerification.Of(database, envelope, context.CancellationToken);
        return new()
        {
            FirstBroken = verification.FirstBroken is { } broken
                ? new()
                {
                    Envelope = $"envelopes/{broken.Envelope}",
                    Sequence = broken.Sequence,
                    Flaw = (V1.VerifyLedgerResponse.Types.Flaw)broken.Flaw,
                }
                : null,
            EntryCount = verification.EntryCount,
            EnvelopeCount = verification.EnvelopeCount,
        };
    }
}
