
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.CheckAvailabilityResponse> CheckAvailability(
        V1.CheckAvailabilityRequest request, ServerCallContext context)
    {
        var (id, call) = ReadWhere(request);
        var envelope = id is not null
            ? await EnvelopeTable.Find(database, id, context.CancellationToken)
                ?? throw CommonErrors.NotFound(request.Envelope)
            : await EnvelopeTable.FindOfCall(database, call!, context.CancellationToken)
                ?? throw Errors.EnvelopeMissing(call!);

        var totals = request.Populations.Select(population => envelope.Rates.For(population).TotalCents).ToList();
        return new()
        {
            Envelope = $"envelopes/{envelope.Id}",
            Available = Moneys.FromCents(envelope.Ledger.Balances.Available),
            Projects =
            {
                request.Populations.Zip(totals, envelope.Fitting(totals)).Select(project =>
                    new V1.CheckAvailabilityResponse.Types.Project
                    {
                        Population = project.First,
                        Total = Moneys.FromCents(project.Second),
                        Fits = project.Third,
                    }),
            },
            Missing = Moneys.FromCents(envelope.Missing(totals.Sum())),
        };
    }

    private static (string? Envelope, string? Call) ReadWhere(V1.CheckAvailabilityRequest request)
    {
        var violations = new Violations();
        var envelope = violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        var call = violations.OptionalId("calls/{call}", request.Call, "call");
        violations.Require(request.Envelope.Length == 0 != (request.Call.Length == 0), "envelope",
            "give either envelope or call.");
        violations.ThrowIfAny();
        return (envelope, call);
    }
}
