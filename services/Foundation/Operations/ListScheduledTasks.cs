using Google.Protobuf.WellKnownTypes;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    public override async Task<V1.ListScheduledTasksResponse> ListScheduledTasks(
        V1.ListScheduledTasksRequest request, ServerCallContext context)
    {
        RequireOwn(request.Parent);
        var page = Page.Of(request);
        var after = page.After<string>() ?? "";
        var states = (await scheduled.List(tasks.Select(task => task.Name), context.CancellationToken))
            .Where(state => string.CompareOrdinal(state.Name, after) > 0).Take(page.Limit).ToList();
        var next = page.Cut(states, state => state.Name);
        return new() { ScheduledTasks = { states.Select(ToProto) }, NextPageToken = next };
    }

    private V1.ScheduledTask ToProto(ScheduledTaskState state) => new()
    {
        Name = $"services/{service.Value}/scheduledTasks/{state.Name}",
        Interval = Duration.FromTimeSpan(tasks.Single(task => task.Name == state.Name).Interval),
        NextTime = Timestamp.FromDateTimeOffset(state.NextTime),
        Running = state.IsRunning,
        StartTime = state.StartTime is { } start ? Timestamp.FromDateTimeOffset(start) : null,
        EndTime = state.EndTime is { } end ? Timestamp.FromDateTimeOffset(end) : null,
        Outcome = (V1.ScheduledTask.Types.Outcome)state.Outcome,
        Failure = state.Failure,
    };
}
