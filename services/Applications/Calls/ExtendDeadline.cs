using Google.Protobuf.WellKnownTypes;
using Date = Google.Type.Date;

namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Call> ExtendDeadline(V1.ExtendDeadlineRequest request, ServerCallContext context)
    {
        var (kind, time) = ((DeadlineKind)(int)request.Deadline, ReadEnd(request.Time, request.Date));
        return Change(request, request.Name, request.Etag, context, (transaction, call) =>
        {
            NotificationTable.InsertExtended(transaction, call.Id, WaitingFor(kind));
            return Task.FromResult(call.Extend(kind, time, request.Reason.Trim(), transaction.Now));
        });
    }

    /// <summary>Where applications have that deadline before them.</summary>
    private static ApplicationState[] WaitingFor(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Intent => [ApplicationState.Draft],
        DeadlineKind.Engagement => [ApplicationState.IntentSubmitted, ApplicationState.Preparation],
        DeadlineKind.Deliberation =>
            [ApplicationState.IntentSubmitted, ApplicationState.Preparation, ApplicationState.EngagementSubmitted],
    };

    private static DateTimeOffset ReadEnd(Timestamp? time, Date? day) => (time, day) switch
    {
        ({ } instant, null) => DateTimeOffset.FromUnixTimeSeconds(instant.Seconds)
            .AddMicroseconds(instant.Nanos / 1000),
        (null, { } last) => Paris.EndOf(new DateOnly(last.Year, last.Month, last.Day)),
        _ => throw CommonErrors.InvalidField("time", "is required: either this or `date`, not both."),
    };
}
