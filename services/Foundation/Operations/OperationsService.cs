using Google.Protobuf.WellKnownTypes;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

/// <summary>Lets operators see and settle what this service could not handle and see what it does by itself, and lets
/// auditors check its history.</summary>
internal sealed partial class OperationsService(
    Mutations mutations, Database database, ServiceName service, Topology topology, IEnumerable<ScheduledTask> tasks,
    ScheduledTaskTable scheduled) : V1.OperationsService.OperationsServiceBase
{
    private const string Pattern = "services/{service}/deadLetters/{dead_letter}";
    private const int GuidLength = 36;

    /// <summary>Each service answers for itself alone.</summary>
    private void RequireOwn(string parent)
    {
        if (ResourceName.ParseOne("services/{service}", parent, "parent") != service.Value)
            throw CommonErrors.NotFound(parent);
    }

    private (Guid MessageId, string Queue) Parse(string name)
    {
        var ids = ResourceName.Parse(Pattern, name);
        return ids[0] == service.Value && ids[1].Length > GuidLength && ids[1][GuidLength] == '-'
            && Guid.TryParseExact(ids[1][..GuidLength], "D", out var message)
            ? (message, service.Value + ids[1][GuidLength..])
            : throw CommonErrors.NotFound(name);
    }

    private string NameOf(DeadLetter letter) => $"services/{service.Value}/deadLetters/{letter.Id}";

    private V1.DeadLetter ToProto(DeadLetter letter, bool whole)
    {
        var proto = new V1.DeadLetter
        {
            Name = NameOf(letter),
            Queue = topology.Current(letter.Queue),
            Consumer = topology.ConsumerOf(letter.Queue),
            Reason = letter.Reason,
            MessageType = letter.Type,
            FailTime = Timestamp.FromDateTimeOffset(letter.FailTime),
            DeliveryCount = letter.DeliveryCount,
            SizeBytes = letter.Body.LongLength,
        };
        if (whole)
        {
            proto.Headers.Add(letter.Headers.ToDictionary());
            proto.Body = letter.Event;
        }
        return proto;
    }
}
