using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Refused = ProjetK.Testing.Refusal;

namespace ProjetK.Funding.Tests;

public sealed class Watching_the_ledger(ServicesStack services)
{
    [Fact]
    public async Task tells_everybody_each_entry_once_in_order_and_goes_on_where_it_was_left()
    {
        var grant = await Granted.Reserve(services);
        using var public_ = Watch(People.Nobody, new() { Envelope = grant.Envelope });
        using var auditor = Watch(People.Auditor, new() { Envelope = grant.Envelope });
        Assert.Equal([1, 2], await Read(public_, 2));
        Assert.Equal([1, 2, 3, 4], await Read(auditor, 4));
        await grant.Announce();
        await grant.Commit();
        Assert.Equal([3, 4, 5, 6], await Read(public_, 4));
        Assert.Equal([5, 6], await Read(auditor, 2));

        using var resumed = Watch(People.Nobody, new() { AfterEntry = { $"{grant.Envelope}/entries/3" } });
        Assert.Equal([4, 5, 6], await Read(resumed, 3));
        Assert.Equal(StatusCode.InvalidArgument, (await Refused.Of(Read(
            Watch(People.Nobody, new() { AfterEntry = { $"{grant.Envelope}/entries/7" } }), 1))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.Of(Read(
            Watch(People.Nobody, new() { Envelope = "envelopes/none" }), 1))).Code);
    }

    [Fact]
    public async Task or_taking_it_home_shows_no_more_than_reading_it()
    {
        var grant = await Granted.Reserve(services);
        await grant.Announce();
        await grant.Commit($"=A{Guid.NewGuid():N}");
        var hidden = await Granted.ReserveIn(services, grant.Proposal.Call);

        var rows = (await Export($"envelope={grant.Envelope}")).Split("\r\n");
        Assert.StartsWith("nomAttribuant,idAttribuant,dateConvention", rows[0]);
        Assert.Contains($",'=A", rows[1]);
        Assert.Contains($",Tauriac,{Some.Siret},,Participation financière,210000,aide en numéraire,échelonné,", rows[1]);
        Assert.Equal(3, rows.Length);
        var entries = await Export($"envelope={grant.Envelope}&format=SPREADSHEET");
        Assert.StartsWith("\uFEFFEnveloppe;N°;", entries);
        Assert.Contains(";Vote;Budget voté;-630000,00;-630000,00;", entries);
        Assert.DoesNotContain(hidden.Name[7..], entries);
        Assert.Equal(1 + 6, entries.TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public async Task adds_up_in_the_report_of_the_year_and_with_the_grants()
    {
        var grant = await Granted.Reserve(services);
        await grant.Announce();
        await grant.Commit();
        await grant.Start();
        await grant.PayAll(1);
        var year = BudgetYears.DayOf(services.Clock.Now).Year;
        var report = await services.Send<V1.YearReport>(
            new V1.GetYearReportRequest { Name = $"yearReports/{year}" }, by: People.In(Auth.V1.Access.Types.Role.Finance));
        var sums = report.Envelopes.Single(one => one.Envelope == grant.Envelope).Sums;
        Assert.Equal(
            (630_000, 210_000, 210_000, 120_000, 0),
            (sums.Voted.Units, sums.Reserved.Units, sums.Committed.Units, sums.Paid.Units, sums.Recovered.Units));
        Assert.Equal(120_000, report.Territories.Single(one =>
            one.Territory == $"territories/{grant.Proposal.TerritoryId}").Sums.Paid.Units);
        Assert.True(report.Open);

        var agreed = await services.Send<V1.ReconcileLedgerResponse>(
            new V1.ReconcileLedgerRequest { Envelope = grant.Envelope }, by: People.Auditor);
        Assert.Equal((1, 0), ((int)agreed.EnvelopeCount, agreed.Differences.Count));
        await using var database = await services.Funding.OpenDatabaseAsAdministrator();
        await using var tamper = new Npgsql.NpgsqlCommand(
            $"UPDATE instalments SET amount_cents = amount_cents - 1 WHERE grant_id = '{grant.Name[7..]}' AND number = 2",
            database);
        await tamper.ExecuteNonQueryAsync();
        var found = await services.Send<V1.ReconcileLedgerResponse>(
            new V1.ReconcileLedgerRequest { Envelope = grant.Envelope }, by: People.Auditor);
        Assert.Equal("COMMITTED", Assert.Single(found.Differences).Account);
        var command = await services.Command("funding", "reconcile-ledger", ("envelope", grant.Envelope));
        Assert.False(command.Success);
        tamper.CommandText = tamper.CommandText.Replace("- 1", "+ 1");
        await tamper.ExecuteNonQueryAsync();
        Assert.True((await services.Command("funding", "reconcile-ledger", ("envelope", grant.Envelope))).Success);
    }

    [Fact]
    public async Task has_its_deeds_for_those_whom_they_concern()
    {
        var grant = await Granted.Reserve(services);
        var deed = await services.Send<Documents.V1.Document>(new Documents.V1.UploadDocumentRequest
        {
            Parent = grant.Name,
            DisplayName = "Convention.pdf",
            Data = ByteString.CopyFrom(Testing.Scenarios.SomeFile.Pdf()),
        });
        var mayor = People.MayorOf("33525");
        var list = new Documents.V1.ListDocumentsRequest { Parent = grant.Name };
        Assert.Equal(StatusCode.NotFound, (await Refused.Of(
            services.Send<Documents.V1.ListDocumentsResponse>(list, by: mayor))).Code);
        await grant.Announce();
        Assert.Single((await services.Send<Documents.V1.ListDocumentsResponse>(list, by: mayor)).Documents);
        Assert.Equal(StatusCode.NotFound, (await Refused.Of(
            services.Send<Documents.V1.ListDocumentsResponse>(list, by: People.MayorOf("33001")))).Code);
        await grant.Commit();
        Assert.Equal("WRONG_STATE", (await Refused.Of(services.Send<IMessage>(
            new Documents.V1.DeleteDocumentRequest { Name = deed.Name }, by: Granted.Officer))).Reason);
    }

    private async Task<string> Export(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/ledger:export?{query}");
        request.Headers.TryAddWithoutValidation("authorization", "");
        using var answer = await services.Json.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return System.Text.Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
    }

    private AsyncServerStreamingCall<V1.WatchLedgerResponse> Watch(Person by, V1.WatchLedgerRequest request) =>
        new V1.FundingService.FundingServiceClient(services.Grpc).WatchLedger(
            request, new Metadata { { "authorization", services.Tokens.Authorize(by) } });

    private static async Task<List<long>> Read(AsyncServerStreamingCall<V1.WatchLedgerResponse> watch, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var entries = new List<long>();
        while (entries.Count < count && await watch.ResponseStream.MoveNext(patience.Token))
            if (watch.ResponseStream.Current.Entry is { } entry)
                entries.Add(entry.Sequence);
        return entries;
    }
}
