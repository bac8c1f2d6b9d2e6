using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Operations.V1;
using ProjetK.Testing.Scenarios;
using static ProjetK.Applications.V1.Application.Types.State;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.SystemTests;

public sealed class Reading_a_history(ServicesStack stack)
{
    private const string Puisseguin = "33342";

    private static readonly (string Action, State From, State To)[] Journey =
    [
        ("CreateApplication", Unspecified, Draft),
        ("SubmitIntent", Draft, IntentSubmitted),
        ("AcceptIntent", IntentSubmitted, Preparation),
        ("UpdateApplication", Preparation, Preparation),
        ("SubmitEngagement", Preparation, EngagementSubmitted),
        ("StartReview", EngagementSubmitted, UnderReview),
        ("SelectApplication", UnderReview, SelectionPending),
        ("ConfirmSelection", SelectionPending, Selected),
        ("WithdrawApplication", Selected, Withdrawn),
    ];

    [Fact]
    public async Task tells_the_whole_journey_and_every_service_can_prove_its_part()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(stack), Puisseguin)).Reach(Selected);
        await candidacy.Withdraw();

        var history = await Pages(candidacy.Name);
        Assert.Equal(Journey, history.Select(entry => (entry.Action, entry.FromState, entry.ToState)));
        Assert.Equal(Enumerable.Range(1, 9), history.Select(entry => (int)entry.Sequence));
        Assert.Equal(["engagement", "project"], history[3].Fields);
        Assert.Equal(["intent", "reference"], history[1].Fields.Intersect(["intent", "reference"]));
        Assert.All(history, entry => Assert.True(
            entry.Person != "" ^ entry.Action == "ConfirmSelection", $"{entry.Action} by {entry.Person}"));
        Assert.Equal("applications", history[7].Service);
        Assert.All(history.Zip(history.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.PreviousHash));

        foreach (var service in (string[])["applications", "funding", "ecosystem", "identity"])
        {
            var check = await stack.Send<VerifyHistoryResponse>(
                new VerifyHistoryRequest { Parent = $"services/{service}" }, Wire.Json);
            Assert.Null(check.FirstBroken);
            // Nobody's account changes in a candidacy.
            Assert.True(service == "identity" || check.LineCount > 2, $"{check.LineCount} lines in {service}");
        }
        var one = await stack.Send<VerifyHistoryResponse>(
            new VerifyHistoryRequest { Parent = "services/applications", Resource = candidacy.Name }, Wire.Json);
        Assert.Equal((9, 1), (one.LineCount, one.ResourceCount));
    }

    [Fact]
    public async Task of_what_does_not_exist_is_refused() => Assert.Equal(
        (StatusCode.NotFound, "NOT_FOUND"),
        (await Refusal.Of(stack.Send<ListHistoryResponse>(
            new ListHistoryRequest { Parent = $"applications/{Guid.NewGuid()}" }, Wire.Json))).Kind);

    [Theory]
    [InlineData("applications/x", "", "parent")]
    [InlineData("applications/0198b7a0-0000-7000-8000-000000000001", "made-up", "page_token")]
    public async Task with_a_wrong_field_names_it(string parent, string token, string field) => Assert.Equal(
        [field],
        (await Refusal.Of(stack.Send<ListHistoryResponse>(
            new ListHistoryRequest { Parent = parent, PageToken = token }))).Fields);

    private async Task<List<HistoryEntry>> Pages(string application)
    {
        var (entries, token) = (new List<HistoryEntry>(), "");
        do
        {
            var page = await stack.Send<ListHistoryResponse>(
                new ListHistoryRequest { Parent = application, PageSize = 4, PageToken = token }, Wire.Json);
            entries.AddRange(page.Entries);
            token = page.NextPageToken;
        }
        while (token != "");
        return entries;
    }
}
