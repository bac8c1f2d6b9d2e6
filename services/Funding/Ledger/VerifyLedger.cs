
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    /// <summary>Anybody may ask: one answer costs a second or two at most, and two at a time are enough.</summary>
    private const long MaxEntries = 100_000;

    private static readonly SemaphoreSlim Verifications = new(2);

    public override async Task<V1.VerifyLedgerResponse> VerifyLedger(
        V1.VerifyLedgerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var envelope = violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        var after = violations.OptionalId("envelopes/{envelope}", request.AfterEnvelope, "after_envelope");
        violations.ThrowIfAny();
        if (envelope is not null && await EnvelopeTable.Find(database, envelope, context.CancellationToken) is null)
            throw CommonErrors.NotFound(request.Envelope);

        var all = KnowsAll(context.GetCaller());
        await Verifications.WaitAsync(context.CancellationToken);
        try
        {
            return ToProto(await (envelope is not null
                ? LedgerVerification.Of(database, envelope, all, context.CancellationToken)
                : LedgerVerification.After(database, after ?? "", all, MaxEntries, context.CancellationToken)));
        }
        finally
        {
            Verifications.Release();
        }
    }

    private static V1.VerifyLedgerResponse ToProto(LedgerVerification verification) => new()
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
        LastEnvelope = verification.LastEnvelope is { } last ? $"envelopes/{last}" : "",
    };
}
