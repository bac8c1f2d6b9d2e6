using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Knows since when a territory cooperates and until when, and which reports that asks of it.</summary>
internal sealed class FollowCooperation(Inbox inbox)
    : IConsumer<CooperationStarted>, IConsumer<PlaceOpened>, IConsumer<CooperationTerminated>
{
    public Task Consume(ConsumeContext<CooperationStarted> context) => inbox.Once(context, async transaction =>
    {
        var started = context.Message;
        await Change(transaction, started.ApplicationId, started.TerritoryId, started.Call,
            cooperation => cooperation with { StartTime = started.StartTime });
        foreach (var report in Report.Plan(
            started.TerritoryId, started.ApplicationId, started.StartTime, transaction.Now))
            await ReportTable.Plan(transaction, report);
    });

    public Task Consume(ConsumeContext<PlaceOpened> context) => inbox.Once(context, transaction =>
        Change(transaction, context.Message.ApplicationId, context.Message.TerritoryId, context.Message.Call,
            cooperation => cooperation with { OpenTime = context.Message.OpenTime }));

    public Task Consume(ConsumeContext<CooperationTerminated> context) => inbox.Once(context, transaction =>
        Change(transaction, context.Message.ApplicationId, context.Message.TerritoryId, context.Message.Call,
            cooperation => cooperation with { EndTime = context.Message.TerminateTime }));

    private static async Task Change(
        Transaction transaction, Guid application, Guid territory, string call, Func<Cooperation, Cooperation> change)
    {
        var before = await CooperationTable.Lock(transaction, application, territory, call);
        CooperationTable.Save(transaction, before, change(before));
    }
}
