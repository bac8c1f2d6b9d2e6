
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    private const int MostPopulations = 1000;

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
        var fields = new Fields();
        var envelope = fields.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        var call = fields.OptionalId("calls/{call}", request.Call, "call");
        fields.Require(request.Envelope.Length == 0 != (request.Call.Length == 0), "envelope",
            "give either envelope or call.");
        fields.Require(request.Populations.Count is >= 1 and <= MostPopulations, "populations",
            $"must be 1 to {MostPopulations}.");
        for (var index = 0; index < request.Populations.Count; index++)
            fields.Population(request.Populations[index], $"populations[{index}]");
        fields.ThrowIfAny();
        return (envelope, call);
    }
}
