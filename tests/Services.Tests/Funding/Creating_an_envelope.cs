using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;

namespace ProjetK.Funding.Tests;

public sealed class Creating_an_envelope(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task makes_its_whole_amount_available_at_the_standard_rates()
    {
        var created = await stack.Client.CreateEnvelopeAsync(Some.Envelope(630_000));
        Assert.Equal((80, 20, 3),
            (created.InvestmentRate.Units, created.OperatingRate.Units, created.OperatingYears));
        Assert.Equal((630_000, 630_000, 0, 0, 0), (created.Amount.Units, created.Available.Units,
            created.Reserved.Units, created.Committed.Units, created.Paid.Units));
        Assert.Null(created.FreezeTime);
        Assert.Equal(created, await stack.Client.GetEnvelopeAsync(new() { Name = created.Name }));
    }

    [Fact]
    public async Task keeps_limits_and_budget_lines()
    {
        var request = Some.Envelope(630_000);
        request.Envelope.PaymentLimits.Add(new V1.Envelope.Types.PaymentLimit
        {
            BudgetYear = 2026,
            Kind = V1.Envelope.Types.Kind.Operating,
            Amount = new() { CurrencyCode = "EUR", Units = 90_000, Nanos = 500_000_000 },
        });
        request.Envelope.AccountCodes.Add("65735");
        var created = await stack.Client.CreateEnvelopeAsync(request);
        Assert.Equal(request.Envelope.PaymentLimits, created.PaymentLimits);
        Assert.Equal(["65735"], created.AccountCodes);
        Assert.Equal(created, await stack.Client.GetEnvelopeAsync(new() { Name = created.Name }));
    }

    [Fact]
    public async Task twice_with_one_request_id_creates_one_and_answers_alike()
    {
        var request = Some.Envelope(1_000);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => stack.Client.CreateEnvelopeAsync(request).ResponseAsync));
        Assert.Single(answers.Select(answer => answer.ToByteString()).Distinct());
    }

    [Fact]
    public async Task under_an_id_that_is_taken_already_exists()
    {
        var request = Some.Envelope(1_000);
        await stack.Client.CreateEnvelopeAsync(request);
        request.RequestId = "";
        var refusal = await Refusal.Of(stack.Client.CreateEnvelopeAsync(request));
        Assert.Equal((StatusCode.AlreadyExists, "ALREADY_EXISTS"), (refusal.Code, refusal.Reason));
        Assert.Equal($"envelopes/{request.EnvelopeId}", refusal.Metadata["resource"]);
    }

    [Fact]
    public async Task at_once_under_one_id_succeeds_for_one()
    {
        var id = Some.Id();
        var calls = Enumerable.Range(0, 8)
            .Select(_ => stack.Client.CreateEnvelopeAsync(Some.Envelope(1_000, id))).ToList();
        await Task.WhenAll(calls.Select(call => call.ResponseAsync)).ContinueWith(_ => { }, TaskScheduler.Default);
        var outcomes = calls.ConvertAll(call => call.GetStatus().StatusCode);
        Assert.Single(outcomes, StatusCode.OK);
        Assert.Equal(7, outcomes.Count(outcome => outcome == StatusCode.AlreadyExists));
    }

    [Fact]
    public async Task for_a_call_that_has_one_already_exists()
    {
        var first = Some.Envelope(1_000);
        await stack.Client.CreateEnvelopeAsync(first);
        var second = Some.Envelope(1_000);
        second.Envelope.Calls.Add($"calls/{first.EnvelopeId}");
        var refusal = await Refusal.Of(stack.Client.CreateEnvelopeAsync(second));
        Assert.Equal((StatusCode.AlreadyExists, $"calls/{first.EnvelopeId}"),
            (refusal.Code, refusal.Metadata["resource"]));
        var own = await stack.Client.ListEnvelopesAsync(new() { Call = $"calls/{second.EnvelopeId}" });
        Assert.Empty(own.Envelopes);
    }

    [Fact]
    public async Task names_every_wrong_field_at_once_over_JSON()
    {
        using var response = await stack.Http.PostAsJsonAsync("/v1/envelopes?envelope_id=No", new
        {
            label = new string('x', 201),
            calls = new[] { "2023", "calls/a", "calls/a" },
            investmentRate = new { currencyCode = "EUR", units = "-1" },
            operatingYears = 11,
            amount = new { currencyCode = "EUR", units = "1", nanos = 1 },
            paymentLimits = new[] { new { budgetYear = 26 } },
            accountCodes = new[] { "" },
        });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var details = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("details");
        Assert.Equal("INVALID_FIELD", details[0].GetProperty("reason").GetString());
        Assert.Equal(
            ["envelope.account_codes[0]", "envelope.amount.nanos", "envelope.calls[0]", "envelope.investment_rate",
                "envelope.label", "envelope.operating_years", "envelope.payment_limits[0].amount",
                "envelope.payment_limits[0].budget_year", "envelope.payment_limits[0].kind", "envelope_id"],
            details[1].GetProperty("fieldViolations").EnumerateArray()
                .Select(violation => violation.GetProperty("field").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task of_more_than_any_syndicate_has_is_refused()
    {
        var request = Some.Envelope(long.MaxValue / 100);
        var refusal = await Refusal.Of(stack.Client.CreateEnvelopeAsync(request));
        Assert.Equal("envelope.amount", refusal.Fields.Distinct().Single().Split(".units")[0]);
    }

    [Fact]
    public async Task is_listed_by_id_page_by_page()
    {
        var prefix = Some.Id();
        foreach (var suffix in new[] { "c", "a", "b" })
            await stack.Client.CreateEnvelopeAsync(Some.Envelope(1, $"{prefix}-{suffix}"));
        var (found, request) = (new List<string>(), new V1.ListEnvelopesRequest { PageSize = 2 });
        do
        {
            var page = await stack.Client.ListEnvelopesAsync(request);
            Assert.InRange(page.Envelopes.Count, 0, 2);
            found.AddRange(page.Envelopes.Select(envelope => envelope.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(found.Order(StringComparer.Ordinal), found);
        Assert.Equal(
            new[] { "a", "b", "c" }.Select(suffix => $"envelopes/{prefix}-{suffix}"),
            found.Where(name => name.Contains(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task is_found_by_its_call()
    {
        var request = Some.Envelope(1);
        await stack.Client.CreateEnvelopeAsync(request);
        var found = await stack.Client.ListEnvelopesAsync(new() { Call = request.Envelope.Calls[0] });
        Assert.Equal($"envelopes/{request.EnvelopeId}", Assert.Single(found.Envelopes).Name);
    }
}
