using System.Text.Json;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Applications.V1.Applicant.Types.Kind;
using State = ProjetK.Applications.V1.Application.Types.State;
using Status = ProjetK.Applications.V1.Commune.Types.PerimeterStatus;

namespace ProjetK.Applications.Tests;

public sealed class Keeping_the_perimeter(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string MoulinNeuf = "24297", Tauriac = "33525";

    [Fact]
    public async Task anybody_reads_it()
    {
        using var json = JsonDocument.Parse(await Stack.Json.GetStringAsync("/v1/syndicate"));
        Assert.Equal("syndicate", json.RootElement.GetProperty("name").GetString());
        Assert.Equal("Smicval", json.RootElement.GetProperty("displayName").GetString());
        Assert.Equal(148, json.RootElement.GetProperty("communes").GetArrayLength());
    }

    [Fact]
    public async Task a_manager_changes_what_is_told_about_the_syndicate()
    {
        var before = await Read();
        var request = Change(before, changed => changed.PostalAddress = "33910 Saint-Denis-de-Pile", "postal_address");
        request.RequestId = $"{Guid.NewGuid()}";
        var changed = await Stack.Send<V1.Syndicate>(request);
        Assert.Equal(("33910 Saint-Denis-de-Pile", before.Communes), (changed.PostalAddress, changed.Communes));
        Assert.NotEqual(before.Etag, changed.Etag);
        Assert.Equal(changed, await Stack.Send<V1.Syndicate>(request));
        Assert.Equal(changed, await Read());
        Assert.Equal(
            "postal_address", await Sql("applications", """
                SELECT array_to_string(fields, ',') FROM history
                WHERE resource = 'syndicate' ORDER BY sequence DESC LIMIT 1
                """));
    }

    [Fact]
    public async Task a_stale_etag_is_refused()
    {
        var before = await Read();
        await Stack.Send<V1.Syndicate>(Change(before, changed => changed.Phone = "05 57 84 00 00", "phone"));
        var refusal = await Refusal.Of(
            Stack.Send<V1.Syndicate>(Change(before, changed => changed.Phone = "06", "phone")));
        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH"), refusal.Kind);
    }

    [Theory]
    [InlineData("99999", "COMMUNE_UNKNOWN")]
    [InlineData("33409", "COMMUNE_SUPERSEDED")]
    public async Task only_communes_of_today_are_part_of_it(string code, string reason)
    {
        var refusal = await Refusal.Of(Set(code, Status.In));
        Assert.Equal((StatusCode.InvalidArgument, reason), refusal.Kind);
    }

    [Fact]
    public async Task everything_that_is_wrong_is_named()
    {
        var before = await Read();
        Assert.Equal(
            ["syndicate.siret", "syndicate.phone"],
            await Refusals(before, changed => (changed.Siret, changed.Phone) = ("1", "?"), "siret", "phone"));
        Assert.Equal(
            ["syndicate.communes[0].status"],
            await Refusals(before, changed => changed.Communes[0].Status = Status.Unspecified, "communes"));
    }

    [Fact]
    public async Task an_intent_waits_until_its_commune_is_confirmed()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), MoulinNeuf);
        await candidacy.SubmitIntent();
        Assert.Equal(
            (StatusCode.FailedPrecondition, "COMMUNE_OUT_OF_PERIMETER"),
            (await Refusal.Of(candidacy.AcceptIntent())).Kind);
        try
        {
            await Set(MoulinNeuf, Status.Out);
            Assert.Equal("COMMUNE_OUT_OF_PERIMETER", (await Refusal.Of(candidacy.AcceptIntent())).Reason);
            await Set(MoulinNeuf, Status.In);
            await candidacy.AcceptIntent();
            Assert.Equal(State.Preparation, candidacy.Application.State);
        }
        finally
        {
            await Set(MoulinNeuf, Status.ToBeConfirmed);
        }
    }

    [Fact]
    public async Task an_intent_keeps_the_perimeter_of_its_submission()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Candidacy.Draft(round, Tauriac);
        await candidacy.SubmitIntent();
        try
        {
            await Set(Tauriac, Status.Out);
            await candidacy.AcceptIntent();
            Assert.Equal(State.Preparation, candidacy.Application.State);
            var late = await Candidacy.Draft(round, new V1.Applicant
            {
                Kind = Kind.Commune,
                LeadCommune = $"communes/{Tauriac}",
            });
            Assert.Equal("COMMUNE_OUT_OF_PERIMETER", (await Refusal.Of(late.SubmitIntent())).Reason);
        }
        finally
        {
            await Set(Tauriac, Status.In);
        }
    }

    private async Task<IReadOnlyList<string>> Refusals(
        V1.Syndicate before, Action<V1.Syndicate> change, params string[] mask) =>
        (await Refused.By(Stack.Calls().UpdatePerimeterAsync(Change(before, change, mask)))).Fields;

    private Task<V1.Syndicate> Read() =>
        Stack.Send<V1.Syndicate>(new V1.GetSyndicateRequest { Name = "syndicate" });

    private async Task<V1.Syndicate> Set(string code, Status status) => await Stack.Send<V1.Syndicate>(
        Change(await Read(), changed =>
        {
            if (changed.Communes.FirstOrDefault(member => member.Commune == $"communes/{code}") is { } member)
                member.Status = status;
            else
                changed.Communes.Add(new V1.Syndicate.Types.Member { Commune = $"communes/{code}", Status = status });
        }, "communes"));

    private static V1.UpdatePerimeterRequest Change(
        V1.Syndicate before, Action<V1.Syndicate> change, params string[] mask)
    {
        var changed = new V1.Syndicate(before);
        change(changed);
        return new() { Syndicate = changed, UpdateMask = new() { Paths = { mask } } };
    }
}
