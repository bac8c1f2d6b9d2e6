using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;

namespace ProjetK.Funding.Tests;

public sealed class Simulating_a_grant(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Theory]
    [InlineData(1342, "107360", "26840", "134200", "187880")]
    [InlineData(1500, "120000", "30000", "150000", "210000")]
    public async Task over_JSON_shows_each_amount(
        int population, string investment, string operating, string firstYear, string total)
    {
        var answer = await Post("/v1/grants:simulate", new { population });
        Assert.Equal(
            [investment, operating, firstYear, total],
            new[] { "investment", "operatingPerYear", "firstYear", "total" }.Select(field => Units(answer, field)));
        Assert.Equal(
            [firstYear, operating, operating],
            answer.GetProperty("years").EnumerateArray().Select(year => Units(year, "total")));
    }

    [Fact]
    public async Task counts_with_the_rates_of_the_envelope_that_is_named()
    {
        var request = Some.Envelope(1_000);
        (request.Envelope.InvestmentRate, request.Envelope.OperatingYears) = (Some.Euros(100), 2);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        var answer = await stack.Client.SimulateGrantAsync(new() { Population = 10, Envelope = envelope.Name });
        Assert.Equal((1_000, 200, 1_400),
            (answer.Investment.Units, answer.OperatingPerYear.Units, answer.Total.Units));
    }

    [Fact]
    public async Task counts_with_the_rates_of_the_calls_envelope_or_the_standard_ones_while_it_has_none()
    {
        var request = Some.Envelope(1_000);
        request.Envelope.InvestmentRate = Some.Euros(100);
        var simulated = new V1.SimulateGrantRequest { Population = 10, Call = request.Envelope.Calls[0] };
        Assert.Equal(800, (await stack.Client.SimulateGrantAsync(simulated)).Investment.Units);
        await stack.Client.CreateEnvelopeAsync(request);
        Assert.Equal(1_000, (await stack.Client.SimulateGrantAsync(simulated)).Investment.Units);
    }

    [Fact]
    public async Task for_a_call_and_an_envelope_is_refused()
    {
        var refusal = await Refusal.Of(stack.Client.SimulateGrantAsync(
            new() { Population = 1, Envelope = "envelopes/a", Call = "calls/a" }));
        Assert.Equal(["call"], refusal.Fields);
    }

    [Fact]
    public async Task counts_with_the_rates_that_are_given_to_the_cent()
    {
        var answer = await stack.Client.SimulateGrantAsync(new()
        {
            Population = 3,
            Rates = new()
            {
                InvestmentRate = new() { CurrencyCode = "EUR", Nanos = 330_000_000 },
                OperatingRate = Some.Euros(0),
                OperatingYears = 1,
            },
        });
        Assert.Equal((0, 990_000_000), (answer.Total.Units, answer.Total.Nanos));
    }

    [Fact]
    public async Task with_both_rates_and_envelope_names_every_wrong_field()
    {
        var refusal = await Refusal.Of(stack.Client.SimulateGrantAsync(new()
        {
            Envelope = "communes/1",
            Rates = new()
            {
                InvestmentRate = new() { CurrencyCode = "USD" },
                OperatingRate = new() { CurrencyCode = "EUR", Nanos = 1 },
                OperatingYears = 11,
            },
        }));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), (refusal.Code, refusal.Reason));
        Assert.Equal(
            ["envelope", "population", "rates.investment_rate.currency_code", "rates.operating_rate.nanos",
                "rates.operating_years"],
            refusal.Fields.Order());
    }

    [Fact]
    public async Task of_an_envelope_that_does_not_exist_is_not_found()
    {
        var refusal = await Refusal.Of(
            stack.Client.SimulateGrantAsync(new() { Population = 1, Envelope = "envelopes/none" }));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task of_waves_stacks_their_running_costs_up_to_630000_a_year()
    {
        var answer = await Post("/v1/envelopes:forecast", new { waves = 6, projectsPerWave = 3, population = 1500 });
        var years = answer.GetProperty("years").EnumerateArray().ToList();
        Assert.Equal(
            ["450000", "540000", "630000", "630000", "630000", "630000", "180000", "90000"],
            years.Select(year => Units(year, "paid")));
        Assert.Equal("630000", Units(years[0], "committed"));
        Assert.Equal("0", Units(years[6], "committed"));
        Assert.Equal("3780000", Units(answer, "totalCommitted"));
        Assert.Equal("3780000", Units(answer, "totalPaid"));
        Assert.Equal([1, 2, 3], years[2].GetProperty("payments").EnumerateArray()
            .Select(payment => payment.GetProperty("wave").GetInt32()));
    }

    [Fact]
    public async Task of_waves_shows_as_many_years_as_asked()
    {
        var answer = await stack.Client.ForecastAsync(
            new() { Waves = 1, ProjectsPerWave = 3, Population = 1500, Years = 1 });
        Assert.Equal((1, 630_000, 450_000),
            (answer.Years.Count, answer.TotalCommitted.Units, answer.TotalPaid.Units));
    }

    [Fact]
    public async Task of_waves_names_every_wrong_field()
    {
        var refusal = await Refusal.Of(stack.Client.ForecastAsync(
            new() { Waves = 51, ProjectsPerWave = 101, Population = 1_000_001, Years = 61 }));
        Assert.Equal(["population", "projects_per_wave", "waves", "years"], refusal.Fields.Order());
    }

    private async Task<JsonElement> Post(string path, object body)
    {
        using var response = await stack.Http.PostAsJsonAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string? Units(JsonElement parent, string field) =>
        parent.GetProperty(field).GetProperty("units").GetString();
}
