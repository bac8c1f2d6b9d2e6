using Google.Protobuf.WellKnownTypes;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

/// <summary>Lets operators see and settle what this service could not handle, and auditors check its history.</summary>
internal sealed partial class OperationsService(Mutations mutations, Database database, ServiceName service)
    : V1.OperationsService.OperationsServiceBase
{
    private const string Pattern = "services/{service}/deadLetters/{dead_letter}";

    private Guid Parse(string name)
    {
        var ids = ResourceName.Parse(Pattern, name);
        return ids[0] == service.Value && Guid.TryParseExact(ids[1], "D", out var id)
            ? id
            : throw CommonErrors.NotFound(name);
    }

    private string NameOf(DeadLetter letter) => $"services/{service.Value}/deadLetters/{letter.MessageId}";

    private V1.DeadLetter ToProto(DeadLetter letter, bool whole)
    {
        var proto = new V1.DeadLetter
        {
            Name = NameOf(letter),
            Queue = letter.Queue,
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
