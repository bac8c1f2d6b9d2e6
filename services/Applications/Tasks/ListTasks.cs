using Google.Protobuf.WellKnownTypes;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListTasksResponse> ListTasks(V1.ListTasksRequest request, ServerCallContext context)
    {
        var (caller, now, page) = (context.GetCaller(), database.Now, Page.Of(request));
        var sight = Sight.Of(caller);
        var open = await ApplicationTable.ListOpen(database, sight, context.CancellationToken);
        var reviews = await ReviewTable.FindOpen(database, sight, context.CancellationToken);
        var undelivered = caller.Has(Role.Manager)
            ? await ApplicationTable.ListUndelivered(database, context.CancellationToken) : [];
        var questions = caller.Has(Role.Manager)
            ? await QuestionTable.ListOpen(database, context.CancellationToken) : [];
        var skipped = page.After<int>();
        var tasks = open.SelectMany(one => Tasks.Of(one, caller, reviews.Contains(one.Id), now))
            .Concat(undelivered.Select(one =>
                new WaitingTask(TaskKind.UndeliveredDecision, Role.Manager, one, null)))
            .Concat(questions.Select(one => new WaitingTask(TaskKind.AnswerQuestion, Role.Manager, null, null, one)))
            .OrderBy(task => task.DueTime ?? DateTimeOffset.MaxValue)
            .ThenBy(task => task.Id).ThenBy(task => task.Kind)
            .Skip(skipped).Take(page.Limit).ToList();
        var next = page.Cut(tasks, _ => skipped + page.Size);
        return new() { Tasks = { tasks.Select(ToProto) }, NextPageToken = next };
    }

    private static V1.WaitingTask ToProto(WaitingTask task) => new()
    {
        Kind = (V1.WaitingTask.Types.Kind)task.Kind,
        Role = task.Role,
        Application = task.Application is { } application ? ApplicationWire.Name(application.Id) : "",
        Call = task.Application?.Call.Name ?? $"calls/{task.Question!.CallId}",
        Reference = task.Application?.Reference ?? "",
        Title = task.Application?.Project.Title ?? task.Question!.Text,
        Question = task.Question?.Name ?? "",
        DueTime = task.DueTime?.ToTimestamp(),
    };
}
