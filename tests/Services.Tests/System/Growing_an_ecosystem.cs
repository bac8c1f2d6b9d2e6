using System.Text.Json;
using Google.Protobuf;
using ProjetK.Applications.V1;
using ProjetK.Documents.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.Tests;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using Refused = ProjetK.Testing.Refusal;
using Stage = ProjetK.Ecosystem.V1.Territory.Types.Stage;
using State = ProjetK.Applications.V1.Application.Types.State;
using Told = ProjetK.Applications.V1.Notification.Types.Kind;

namespace ProjetK.SystemTests;

/// <summary>From the first invitation to an opened place and the money of its second year.</summary>
public sealed class Growing_an_ecosystem(ServicesStack stack) : IDisposable
{
    private const string Tauriac = "33525";

    public void Dispose() => stack.Clock.Return();

    [Fact]
    public async Task leads_to_a_place_whose_accepted_report_pays_its_second_year()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(stack), Tauriac)).Reach(State.Preparation);
        var (mayor, territory) = (candidacy.Mayor, candidacy.Application.Territory);
        await candidacy.Reach(State.Cooperation);
        try
        {
            await GrowAndReport(candidacy, mayor, territory);
        }
        finally
        {
            // The commune is free again for other tests, whatever happened.
            await stack.Send<Application>(
                new TerminateCooperationRequest { Name = candidacy.Name, Reason = "La commune est libre pour d'autres." });
            await stack.Send<Application>(new ApproveDecisionRequest { Name = candidacy.Name }, by: People.SecondManager);
        }
    }

    private async Task GrowAndReport(Candidacy candidacy, Person mayor, string territory)
    {
        await candidacy.Gather(Actor.Types.Kind.Citizens);
        await candidacy.Open();
        await Eventually.Get(
            () => stack.Send<Territory>(new GetTerritoryRequest { Name = territory }),
            one => one.Stage == Stage.Open, "an open territory");
        await PayYearOne(candidacy);

        stack.Clock.Advance(TimeSpan.FromDays(366));
        var (grant, report) = (candidacy.Application.Decision.Grant, $"{territory}/reports/1");
        var missing = await Refused.Of(Step(grant, 3, new CertifyInstalmentRequest(), People.Manager));
        Assert.Equal(("REPORT_MISSING", report), (missing.Reason, missing.Metadata["report"]));
        await stack.Send<Indicator>(new RecordIndicatorRequest
        {
            Parent = territory,
            Indicator = new() { Indicator_ = "residual-waste", Year = 2024, Value = "182", Unit = "kg/hab/an", Baseline = "210" },
        }, Wire.Json, mayor);
        var photo = await stack.Send<Document>(
            new UploadDocumentRequest { Parent = report, DisplayName = "Lieu.png", Data = ByteString.CopyFrom(SomeFile.Png()) },
            by: mayor);
        await stack.Send<Report>(new SubmitReportRequest { Name = report, Summary = "Le lieu vit." }, Wire.Json, mayor);
        Assert.Equal("REPORT_MISSING",
            (await Refused.Of(Step(grant, 3, new CertifyInstalmentRequest(), People.Manager))).Reason);
        await stack.Send<Report>(new AcceptReportRequest { Name = report }, Wire.Json);
        Assert.Equal(Instalment.Types.State.Paid, (await Pay(grant, 3)).State);

        await IsTold(candidacy);
        await IsThereForEverybody(territory, report, photo, grant);
    }

    private async Task PayYearOne(Candidacy candidacy)
    {
        var grant = candidacy.Application.Decision.Grant;
        await Eventually.Get(
            () => stack.Send<Instalment>(new GetInstalmentRequest { Name = $"{grant}/instalments/1" }),
            one => one.DueTime is not null, "a dated instalment");
        foreach (var number in new[] { 1, 2 })
            Assert.Equal(Instalment.Types.State.Paid, (await Pay(grant, number)).State);
    }

    private async Task IsTold(Candidacy candidacy)
    {
        foreach (var (person, expected) in new (Person, Told[])[]
        {
            (candidacy.Mayor, [Told.GrantCommitted, Told.InstalmentPaid, Told.InstalmentPaid, Told.InstalmentPaid]),
            (Granted.Officer, [Told.InstalmentDue, Told.InstalmentDue, Told.InstalmentDue]),
        })
            await Eventually.Get(
                async () => (await stack.Send<ListNotificationsResponse>(
                        new ListNotificationsRequest { PageSize = 1000 }, by: person)).Notifications
                    .Where(one => one.Application == candidacy.Name && one.Kind >= Told.GrantCommitted)
                    .Select(one => one.Kind).Order().ToList(),
                told => told.SequenceEqual(expected), $"what {person.Name} is told of the money");
    }

    /// <summary>What a client without an account draws and reads.</summary>
    private async Task IsThereForEverybody(string territory, string report, Document photo, string grant)
    {
        using var anybody = new HttpClient { BaseAddress = stack.Json.BaseAddress };
        var graph = await stack.Send<Graph>(new GetGraphRequest { Name = territory }, Wire.Json, People.Nobody);
        Assert.Equal(4, graph.Nodes.Count(node => node.Kind == Graph.Types.Kind.Actor));
        Assert.Contains(graph.Nodes, node => node.Kind == Graph.Types.Kind.Site);
        var map = JsonDocument.Parse(await anybody.GetStringAsync($"/v1/{territory}:map")).RootElement;
        Assert.Equal("FeatureCollection", map.GetProperty("type").GetString());
        Assert.Equal(
            "Le lieu vit.",
            (await stack.Send<Report>(new GetReportRequest { Name = report }, Wire.Json, People.Nobody)).Summary);
        Assert.NotEmpty(await anybody.GetByteArrayAsync($"/v1/{photo.Name}"));
        Assert.Single((await stack.Send<ListIndicatorsResponse>(
            new ListIndicatorsRequest { Parent = territory }, Wire.Json, People.Nobody)).Indicators);
        var entries = (await stack.Send<ListEntriesResponse>(
            new ListEntriesRequest { Grant = grant, PageSize = 1000 }, Wire.Json, People.Nobody)).Entries;
        Assert.Equal(
            [1, 2, 3],
            entries.Where(entry => entry.Reason == Entry.Types.Reason.Payment)
                .Select(entry => int.Parse(entry.Instalment[^1..])).Distinct());
    }

    private async Task<Instalment> Pay(string grant, int number)
    {
        await Step(grant, number, new CertifyInstalmentRequest(), People.Manager);
        await Step(grant, number, new OrderInstalmentRequest { MandateNumber = $"M-{Guid.NewGuid():N}" }, Granted.Officer);
        var today = ProjetK.Funding.BudgetYears.DayOf(stack.Clock.Now);
        return await Step(grant, number, new RecordPaymentRequest
        {
            PaymentDate = new() { Year = today.Year, Month = today.Month, Day = today.Day },
            TreasuryReference = $"T-{Guid.NewGuid():N}",
        }, Granted.Officer);
    }

    private Task<Instalment> Step(string grant, int number, IMessage request, Person by)
    {
        request.Descriptor.FindFieldByName("name").Accessor.SetValue(request, $"{grant}/instalments/{number}");
        return stack.Send<Instalment>(request, by: by);
    }
}
