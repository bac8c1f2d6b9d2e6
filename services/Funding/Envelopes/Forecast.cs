
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ForecastResponse> Forecast(V1.ForecastRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var (envelope, given) = ReadRates(violations, request.Envelope, request.Rates);
        violations.ThrowIfAny();

        var rates = await RatesOf(envelope, given, context.CancellationToken);
        var forecast = new WaveForecast(request.Waves, request.ProjectsPerWave, rates.For(request.Population));
        var years = Enumerable.Range(1, request.Years == 0 ? forecast.LastYear : request.Years).ToList();
        return new()
        {
            Years = { years.Select(year => ToProto(forecast, year)) },
            TotalCommitted = Moneys.FromCents(years.Sum(forecast.CommittedIn)),
            TotalPaid = Moneys.FromCents(years.Sum(forecast.PaidIn)),
        };
    }

    private static (string? Envelope, Rates? Given) ReadRates(Violations violations, string envelope, V1.Rates? rates)
    {
        violations.Require(envelope.Length == 0 || rates is null, "rates", "must not be given together with envelope.");
        return (
            violations.OptionalId("envelopes/{envelope}", envelope, "envelope"),
            rates is null ? null : violations.AllRates(rates, "rates"));
    }

    private static V1.ForecastResponse.Types.Year ToProto(WaveForecast forecast, int year) => new()
    {
        Year_ = year,
        Committed = Moneys.FromCents(forecast.CommittedIn(year)),
        Investment = Moneys.FromCents(forecast.InvestmentIn(year)),
        Operating = Moneys.FromCents(forecast.OperatingIn(year)),
        Paid = Moneys.FromCents(forecast.PaidIn(year)),
        Payments =
        {
            forecast.PaymentsIn(year).Select(payment => new V1.ForecastResponse.Types.WavePayment
            {
                Wave = payment.Wave,
                Amount = Moneys.FromCents(payment.Cents),
            }),
        },
    };
}
