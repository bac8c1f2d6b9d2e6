using Grpc.Core;
using ProjetK.Events;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Ecosystem.V1.Report.Types.State;

namespace ProjetK.Ecosystem.Tests;

public sealed class Reporting_a_year(ServicesStack services) : IDisposable
{
    private static readonly Person First = People.Manager, Second = People.SecondManager;

    private readonly EcosystemHost host = services.Ecosystem;

    public void Dispose() => host.Clock.Return();

    private async Task<V1.Report> Read(string name) =>
        await host.Grpc.GetReportAsync(new() { Name = name }, host.Authorize(First));

    private AsyncUnaryCall<V1.Report> Submit(string name, string summary = "Le lieu vit.") =>
        host.Grpc.SubmitReportAsync(new() { Name = name, Summary = summary });

    private AsyncUnaryCall<V1.Report> Waive(string name, Person by) =>
        host.Grpc.WaiveReportAsync(new() { Name = name, Reason = "Crise." }, host.Authorize(by));

    [Fact]
    public async Task is_due_at_the_anniversaries_and_told_of_before()
    {
        var start = host.Clock.Now;
        var name = await host.Cooperate(start);
        var report = await Read(name);
        Assert.Equal((State.Due, 1, false), (report.State, report.Year, report.Overdue));
        Assert.Equal(start.AddYears(1), report.DueTime.ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        var territory = Guid.Parse(name.Split('/')[1]);
        bool IsTold() => host.Bus.Heard<ReportDue>().Any(due => due.TerritoryId == territory);
        Assert.False(IsTold());
        host.Clock.Advance(TimeSpan.FromDays(310));
        await Until.True(() => Task.FromResult(IsTold()), "the report is told of");
        host.Clock.Advance(TimeSpan.FromDays(60));
        Assert.True((await Read(name)).Overdue);
        Assert.Equal(1, host.Bus.Heard<ReportDue>().Count(due => due.TerritoryId == territory && due.Year == 1));
    }

    [Fact]
    public async Task is_sent_back_sent_again_accepted_and_only_then_public()
    {
        var name = await host.Cooperate();
        await Submit(name, "Peu.");
        var refusal = await Refusal.Of(host.Grpc.RequestReportChangesAsync(new() { Name = name }));
        Assert.Equal("REASON_REQUIRED", refusal.Reason);
        var back = await host.Grpc.RequestReportChangesAsync(new() { Name = name, Reason = "Les chiffres manquent." });
        Assert.Equal((State.ChangesRequested, "Les chiffres manquent."), (back.State, back.RequestedChanges));
        Assert.Equal("WRONG_STATE", (await Refusal.Of(host.Grpc.AcceptReportAsync(new() { Name = name }))).Reason);
        await Submit(name);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(host.Grpc.GetReportAsync(new() { Name = name }))).Reason);

        var accepted = await host.Grpc.AcceptReportAsync(new() { Name = name });
        Assert.Equal((State.Accepted, "Le lieu vit."), (accepted.State, accepted.Summary));
        Assert.Equal(accepted, await host.Grpc.GetReportAsync(new() { Name = name }));
        var territory = name[..name.IndexOf("/reports", StringComparison.Ordinal)];
        Assert.Single((await host.Grpc.ListReportsAsync(new() { Parent = territory })).Reports);
        await Until.True(
            () => Task.FromResult(host.Bus.Heard<ReportAccepted>().Any(heard =>
                name.Contains($"{heard.TerritoryId}") && heard is { Year: 1, Waived: false })),
            "the acceptance is announced");
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Waive(name, First))).Reason);
    }

    [Fact]
    public async Task is_waived_by_two_managers_and_never_by_one()
    {
        var name = await host.Cooperate();
        var asked = await Waive(name, First);
        Assert.Equal((State.Due, "Crise."), (asked.State, asked.Waiver.Reason));
        Assert.Equal("SECOND_PERSON_REQUIRED", (await Refusal.Of(Waive(name, First))).Reason);
        Assert.Equal(State.Waived, (await Waive(name, Second)).State);
        await Until.True(
            () => Task.FromResult(host.Bus.Heard<ReportAccepted>().Any(heard =>
                name.Contains($"{heard.TerritoryId}") && heard.Waived)),
            "it is announced");
    }

    [Fact]
    public async Task is_extended_and_never_shortened()
    {
        var name = await host.Cooperate();
        var due = (await Read(name)).DueTime;
        AsyncUnaryCall<V1.Report> Extend(long seconds) => host.Grpc.ExtendReportDueAsync(new()
        {
            Name = name,
            DueTime = new() { Seconds = due.Seconds + seconds },
            Reason = "Travaux.",
        });
        Assert.Equal(["due_time"], (await Refusal.Of(Extend(-86_400))).Fields);
        Assert.Equal(due.Seconds + 86_400, (await Extend(86_400)).DueTime.Seconds);
    }

    [Fact]
    public async Task comes_with_measures_that_the_public_reads_once_it_is_accepted()
    {
        var name = await host.Cooperate();
        var territory = name[..name.IndexOf("/reports", StringComparison.Ordinal)];
        AsyncUnaryCall<V1.Indicator> Record(int year, string value) => host.Grpc.RecordIndicatorAsync(new()
        {
            Parent = territory,
            Indicator = new()
            {
                Indicator_ = "residual-waste",
                Year = year,
                Value = value,
                Unit = "kg/hab/an",
                Baseline = "210",
            },
        });
        await Record(2027, "200");
        var second = await Record(2028, "182.50");
        Assert.Equal(("182.5", "-27.5", V1.Indicator.Types.Trend.Falling),
            (second.Value, second.Change, second.Trend));
        Assert.Equal("181", (await Record(2028, "181")).Value);
        var list = new V1.ListIndicatorsRequest { Parent = territory };
        Assert.Empty((await host.Grpc.ListIndicatorsAsync(list)).Indicators);
        Assert.Equal(2, (await host.Grpc.ListIndicatorsAsync(list, host.Authorize(First))).Indicators.Count);
        await Submit(name);
        await host.Grpc.AcceptReportAsync(new() { Name = name });
        Assert.Equal(["200", "181"], (await host.Grpc.ListIndicatorsAsync(list)).Indicators.Select(one => one.Value));
    }
}
