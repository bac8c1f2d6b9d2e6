using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using ProjetK.Client;
using ProjetK.Client.Models;
using ProjetK.Testing.Scenarios;

namespace ProjetK.SystemTests;

/// <summary>The client in tests/KiotaClient, which is generated from the gateway's OpenAPI document.</summary>
public sealed class Calling_by_a_generated_client(ServicesStack stack) : IDisposable
{
    private const string Tauriac = "33525";

    // No other test lets it apply: one that is supported already may not.
    private const string Saint_Paul = "33458";
    private readonly HttpClient http = new();

    [Fact]
    public async Task reads_a_call()
    {
        var round = await Round.Publish(stack);
        var call = await By(People.Nobody).V1.Calls[Id(round)].GetAsync();
        Assert.Equal((round.Call, CallPhase.INTENT), (call!.Name, call.Phase!.Value));
        Assert.Equal(Deck.IntentDeadline, call.IntentDeadlineTime);
    }

    [Fact]
    public async Task finds_communes()
    {
        var found = await By(People.Nobody).V1.Communes.GetAsync(ask =>
        {
            ask.QueryParameters.Query = "saint em";
            ask.QueryParameters.Department = "33";
        });
        Assert.Contains("Saint-Émilion", found!.Communes!.Select(commune => commune.DisplayName));
    }

    [Fact]
    public async Task checks_who_may_apply()
    {
        var answer = await By(People.Nobody).V1.Calls.WithCallCheckEligibility(Id(await Round.Publish(stack)))
            .PostAsync(new() { Applicant = new() { Kind = ApplicantKind.COMMUNE, LeadCommune = $"communes/{Saint_Paul}" } });
        Assert.Equal(CheckEligibilityResponseStatus.MET, answer!.Status);
    }

    [Fact]
    public async Task changes_something_for_somebody()
    {
        var client = By(People.MayorOf(Tauriac));
        var draft = await client.V1.Applications.PostAsync(new()
        {
            Call = (await Round.Publish(stack)).Call,
            Applicant = new() { Kind = ApplicantKind.COMMUNE, LeadCommune = $"communes/{Tauriac}" },
        });
        Assert.Equal(ApplicationState.DRAFT, draft!.State);
        var changed = await client.V1.Applications[draft.Name!.Split('/')[1]].PatchAsync(new()
        {
            Etag = draft.Etag,
            Project = new() { Title = "Une ressourcerie" },
        });
        Assert.Equal("Une ressourcerie", changed!.Project!.Title);
    }

    [Fact]
    public async Task learns_why_it_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<Status>(() => By(People.Nobody).V1.Applications.GetAsync());
        Assert.Equal(401, refusal.ResponseStatusCode);
        Assert.Equal("UNAUTHENTICATED", refusal.Details!.Single().ErrorInfo!.Reason);
        Assert.Contains("bearer token", refusal.Message);

        var wrong = await Assert.ThrowsAsync<Status>(() => By(People.Nobody).V1.GrantsSimulate.PostAsync(new()));
        Assert.Equal("population", wrong.Details!.Select(detail => detail.BadRequest).OfType<BadRequest>().Single()
            .FieldViolations!.Single().Field);
    }

    public void Dispose() => http.Dispose();

    private static string Id(Round round) => round.Call.Split('/')[1];

    private ProjetKClient By(Testing.Person person) => new(new HttpClientRequestAdapter(
        new Token(stack.Tokens.Authorize(person)), httpClient: http)
    {
        BaseUrl = stack.Json.BaseAddress!.ToString().TrimEnd('/'),
    });

    private sealed class Token(string authorization) : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(
            RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default)
        {
            if (authorization.Length > 0)
                request.Headers.Add("Authorization", authorization);
            return Task.CompletedTask;
        }
    }
}
