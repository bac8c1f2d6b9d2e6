using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using ProjetK.Applications.V1;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.SystemTests;

/// <summary>Plays the call of 2023 once, from the vote of the money to the selection of Tauriac.</summary>
public sealed class CallOf2023(ServicesStack stack) : IAsyncLifetime
{
    // Not that of the demonstration.
    internal const string Id = "appel-2023";
    private const string Tauriac = "33525";

    internal Candidacy Candidacy { get; private set; } = null!;

    internal decimal AvailableBefore { get; private set; }

    internal Receipt Receipt { get; private set; } = null!;

    internal CheckEligibilityResponse Eligibility { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        stack.Clock.Travel(Deck.Preparing);
        await VoteTheMoney();
        await Announce();
        stack.Clock.Travel(Deck.DuringIntent);
        // On a busy machine Funding may be late with its estimate, which is left out then.
        Eligibility = await Eventually.Get(() => stack.Send<CheckEligibilityResponse>(
            new CheckEligibilityRequest { Call = $"calls/{Id}", Applicant = Candidacy.Of(Tauriac) }, Wire.GrpcWeb),
            answer => answer.EstimatedGrant is not null, "the estimate of the grant");
        AvailableBefore = await Available();
        var round = new Round(stack, $"calls/{Id}", $"envelopes/{Id}");
        Candidacy = await Candidacy.Draft(round, Tauriac);
        await SendTheIntent();
        await Candidacy.Reach(State.Selected);
    }

    /// <summary>Tauriac may apply again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Candidacy is { Application.State: State.Selected })
            await Candidacy.Withdraw();
    }

    internal async Task<decimal> Available() =>
        (await stack.Send<Envelope>(new GetEnvelopeRequest { Name = $"envelopes/{Id}" }, Wire.Json, People.Manager))
            .Available.DecimalValue;

    private async Task VoteTheMoney()
    {
        using var response = await stack.Json.PostAsJsonAsync($"/v1/envelopes?envelopeId={Id}", new
        {
            calls = new[] { $"calls/{Id}" },
            label = "Participation financière",
            investmentRate = new { currencyCode = "EUR", units = "80" },
            operatingRate = new { currencyCode = "EUR", units = "20" },
            operatingYears = 3,
            amount = new { currencyCode = "EUR", units = "600000" },
        });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task Announce()
    {
        var calls = new CallService.CallServiceClient(stack.Grpc);
        var call = await calls.CreateCallAsync(new()
        {
            CallId = Id,
            Call = new()
            {
                Title = "Appel à coopération 2023",
                LegalNotices = Round.Notices,
                IntentOpenTime = Timestamp.FromDateTimeOffset(Deck.IntentOpen),
                IntentDeadlineTime = Timestamp.FromDateTimeOffset(Deck.IntentDeadline),
                EngagementDeadlineTime = Timestamp.FromDateTimeOffset(Deck.EngagementDeadline),
                DeliberationDeadlineTime = Timestamp.FromDateTimeOffset(Deck.EngagementDeadline),
            },
        });
        await calls.PublishCallAsync(new() { Name = call.Name, Etag = call.Etag, RequestId = $"{Guid.NewGuid()}" });
    }

    private async Task SendTheIntent()
    {
        using var response = await stack.Json.PostAsJsonAsync(
            $"/v1/{Candidacy.Name}:submitIntent", new { requestId = Guid.NewGuid() });
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(response.IsSuccessStatusCode, answer.RootElement.ToString());
        var receipt = answer.RootElement.GetProperty("receipt");
        Receipt = new()
        {
            Reference = receipt.GetProperty("reference").GetString(),
            Sha256 = receipt.GetProperty("sha256").GetString(),
            ReceiveTime = Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(
                receipt.GetProperty("receiveTime").GetString()!, CultureInfo.InvariantCulture)),
        };
        await Candidacy.Read();
    }
}
