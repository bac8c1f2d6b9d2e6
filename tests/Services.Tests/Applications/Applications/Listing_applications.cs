using System.Buffers.Text;
using System.Text;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Listing_applications(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LeFieu = "33166", Gours = "33191", Tauriac = "33525", Fronsac = "33174";

    [Fact]
    public async Task finds_those_of_a_call_in_a_state_or_with_a_commune()
    {
        var round = await Round.Publish(Stack);
        var draft = await Candidacy.Draft(round, Tauriac);
        var grouping = await (await Candidacy.Draft(round, LeFieu, Gours)).Reach(State.IntentSubmitted);
        await Candidacy.Draft(await Round.Publish(Stack), Tauriac);

        Assert.Equal([grouping.Name, draft.Name], await Names(new() { Call = round.Call }));
        Assert.Equal([draft.Name], await Names(new() { Call = round.Call, State = State.Draft }));
        Assert.Equal([grouping.Name], await Names(new() { Call = round.Call, Commune = $"communes/{Gours}" }));
        Assert.Empty(await Names(new() { Call = round.Call, State = State.Draft, Commune = $"communes/{Gours}" }));
        Assert.Empty(await Names(new() { Call = "calls/never-there" }));
    }

    [Theory, InlineData("epicerie"), InlineData("L’ÉPICERIE D'ŒUVRE"), InlineData("oeuvre"), InlineData("100%_")]
    public async Task finds_part_of_a_title_whatever_its_accents(string query)
    {
        var round = await Round.Publish(Stack);
        var wanted = (await Candidacy.Draft(round, Tauriac)).Application;
        await Update(wanted, new() { Project = new() { Title = "L'épicerie d'œuvre 100%_locale" } });
        await Candidacy.Draft(round, Tauriac);

        Assert.Equal([wanted.Name], await Names(new() { Call = round.Call, Query = query }));
        Assert.Equal([wanted.Name], await Names(new() { Call = round.Call, Query = query }, Wire.Json));
    }

    [Fact]
    public async Task finds_a_reference()
    {
        var submitted = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.IntentSubmitted);
        var reference = submitted.Application.Reference.ToLowerInvariant();
        Assert.Equal([submitted.Name], await Names(new() { Query = reference }));
    }

    [Theory, InlineData(""), InlineData("create_time"), InlineData("create_time desc"), InlineData("update_time")]
    [InlineData("update_time desc"), InlineData("reference"), InlineData("reference desc")]
    public async Task pages_over_ties_without_loss_or_repetition(string order)
    {
        var round = await Round.Publish(Stack);
        var all = new List<Candidacy>();
        for (var i = 0; i < 5; i++)
            all.Add(await Candidacy.Draft(round, Tauriac));
        await Sql("applications", """
            UPDATE applications
            SET create_time = '2023-05-10T08:00:00.123456Z', update_time = '2023-05-10T08:00:00.123456Z'
            WHERE call_id = $1
            """, round.Call["calls/".Length..]);
        var expected = all.Select(one => one.Name).Order(StringComparer.Ordinal).ToList();
        if (order is "" or [.., 'd', 'e', 's', 'c'])
            expected.Reverse();

        Assert.Equal(expected, await AllPages(new() { Call = round.Call, OrderBy = order, PageSize = 2 }));
    }

    [Fact]
    public async Task orders_by_what_is_asked()
    {
        var round = await Round.Publish(Stack);
        var oldest = await Candidacy.Draft(round, Tauriac);
        var second = await (await Candidacy.Draft(round, Fronsac)).Reach(State.IntentSubmitted);
        var first = await (await Candidacy.Draft(round, LeFieu, Gours)).Reach(State.IntentSubmitted);
        await Update(oldest.Application, new() { Project = new() { Title = "La halle" } });

        async Task Gives(string order, params Candidacy[] expected) => Assert.Equal(
            expected.Select(one => one.Name),
            await AllPages(new() { Call = round.Call, OrderBy = order, PageSize = 1 }));
        await Gives("", first, second, oldest);
        await Gives("create_time", oldest, second, first);
        await Gives("update_time desc", oldest, first, second);
        await Gives("reference", oldest, second, first);
        await Gives("reference desc", first, second, oldest);
    }

    [Fact]
    public async Task shows_long_texts_only_where_they_are_asked_for()
    {
        var round = await Round.Publish(Stack);
        var draft = (await Candidacy.Draft(round, Tauriac)).Application;
        async Task<V1.Application> List(V1.ApplicationView view) => Assert.Single((
            await Stack.Send<V1.ListApplicationsResponse>(
                new V1.ListApplicationsRequest { Call = round.Call, View = view })).Applications);

        var basic = await List(V1.ApplicationView.Unspecified);

        Assert.Equal(
            (draft.Project.Title, "", "", ""),
            (basic.Project.Title, basic.Project.Summary, basic.Intent.Text, basic.Intent.Sha256));
        Assert.Equal(draft.MissingFields, basic.MissingFields);
        AssertSame(draft, await List(V1.ApplicationView.Full));
        Assert.Equal(basic, await Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = draft.Name, View = V1.ApplicationView.Basic }));
    }

    [Fact]
    public async Task gives_no_page_that_is_larger_than_a_client_takes()
    {
        var round = await Round.Publish(Stack);
        for (var i = 0; i < 4; i++)
            await Candidacy.Draft(round, Tauriac);
        await Sql("applications", """
            UPDATE applications SET intent = jsonb_set(intent, '{Text}', to_jsonb(repeat('é', 700000)))
            WHERE call_id = $1
            """, round.Call["calls/".Length..]);
        var request = new V1.ListApplicationsRequest { Call = round.Call, View = V1.ApplicationView.Full };

        Assert.Equal(2, (await Stack.Send<V1.ListApplicationsResponse>(request)).Applications.Count);
        Assert.Equal(4, (await AllPages(request)).Distinct().Count());
    }

    [Fact]
    public async Task refuses_what_it_cannot_read()
    {
        async Task Refuses(string field, V1.ListApplicationsRequest request)
        {
            var refusal = await Refusal.Of(Stack.Send<V1.ListApplicationsResponse>(request));
            Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
            Assert.Equal([field], refusal.Fields);
        }
        await Refuses("call", new() { Call = "2023" });
        await Refuses("commune", new() { Commune = "33525" });
        await Refuses("query", new() { Query = new string('x', 101) });
        await Refuses("order_by", new() { OrderBy = "title; DROP TABLE applications" });
        await Refuses("page_size", new() { PageSize = -1 });
        await Refuses("page_token", new() { PageToken = "never given" });
    }

    [Fact]
    public async Task refuses_the_token_of_another_list_or_one_that_somebody_made_up()
    {
        var round = await Round.Publish(Stack);
        await Candidacy.Draft(round, Tauriac);
        await Candidacy.Draft(round, Tauriac);
        var request = new V1.ListApplicationsRequest { Call = round.Call, PageSize = 1 };
        var token = (await Stack.Send<V1.ListApplicationsResponse>(request)).NextPageToken;

        request.PageToken = token;
        request.OrderBy = "reference";
        Assert.Equal(["page_token"], (await Refusal.Of(Stack.Send<V1.ListApplicationsResponse>(request))).Fields);
        request.OrderBy = "";
        foreach (var key in new[] { """["x","y"]""", """["2023-05-10"]""", "[]", $"""["soon","{Guid.NewGuid()}"]""" })
        {
            request.PageToken = MadeUp(token, key);
            Assert.Equal(["page_token"], (await Refusal.Of(Stack.Send<V1.ListApplicationsResponse>(request))).Fields);
        }
    }

    private static string MadeUp(string token, string key)
    {
        var bytes = Base64Url.DecodeFromChars(token);
        return Base64Url.EncodeToString([.. bytes[..8], .. Encoding.UTF8.GetBytes(key)]);
    }

    private async Task<IEnumerable<string>> Names(V1.ListApplicationsRequest request, Wire wire = Wire.Grpc) =>
        (await Stack.Send<V1.ListApplicationsResponse>(request, wire)).Applications.Select(one => one.Name);

    private async Task<List<string>> AllPages(V1.ListApplicationsRequest request)
    {
        var names = new List<string>();
        do
        {
            var page = await Stack.Send<V1.ListApplicationsResponse>(request);
            names.AddRange(page.Applications.Select(one => one.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return names;
    }
}
