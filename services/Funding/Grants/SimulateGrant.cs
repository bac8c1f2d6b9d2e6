
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.SimulateGrantResponse> SimulateGrant(
        V1.SimulateGrantRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var (envelope, given) = ReadRates(violations, request.Envelope, request.Rates);
        var call = violations.OptionalId("calls/{call}", request.Call, "call");
        violations.Require(request.Call.Length == 0 || request is { Envelope: "", Rates: null }, "call",
            "must not be given together with envelope or rates.");
        violations.ThrowIfAny();

        var rates = call is null
            ? await RatesOf(envelope, given, context.CancellationToken)
            : await RatesOfCall(call, context.CancellationToken);
        var amounts = rates.For(request.Population);
        return new()
        {
            Rates = rates.ToProto(),
            Investment = Moneys.FromCents(amounts.InvestmentCents),
            OperatingPerYear = Moneys.FromCents(amounts.OperatingPerYearCents),
            FirstYear = Moneys.FromCents(amounts.FirstYearCents),
            Total = Moneys.FromCents(amounts.TotalCents),
            Years = { Enumerable.Range(1, amounts.OperatingYears).Select(year => ToProto(amounts, year)) },
        };
    }

    private static V1.SimulateGrantResponse.Types.Year ToProto(GrantAmounts amounts, int year) => new()
    {
        Year_ = year,
        Investment = Moneys.FromCents(amounts.InvestmentIn(year)),
        Operating = Moneys.FromCents(amounts.OperatingIn(year)),
        Total = Moneys.FromCents(amounts.InvestmentIn(year) + amounts.OperatingIn(year)),
    };
}
