using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace ProjetK.ServiceDefaults;

/// <summary>Writes refusals as google.rpc.Status with ErrorInfo and BadRequest.</summary>
internal static class Statuses
{
    private const string Domain = "projetk";

    public static readonly TypeRegistry Types = TypeRegistry.FromMessages(
        ErrorInfo.Descriptor, BadRequest.Descriptor, Status.Descriptor);

    public static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithTypeRegistry(Types));

    public static Status ToStatus(this DomainException refusal)
    {
        var info = new ErrorInfo { Reason = refusal.Reason, Domain = Domain, Metadata = { Copy(refusal.Metadata) } };
        var status = new Status
        {
            Code = (int)refusal.Code,
            Message = refusal.Message,
            Details = { Any.Pack(info) },
        };
        if (refusal.Violations.Count > 0)
            status.Details.Add(Any.Pack(new BadRequest
            {
                FieldViolations =
                {
                    refusal.Violations.Select(violation => new BadRequest.Types.FieldViolation
                    {
                        Field = violation.Field,
                        Description = violation.Description,
                    }),
                },
            }));
        return status;
    }

    /// <summary>A bug: says nothing about itself to the outside.</summary>
    public static DomainException Bug() => new(StatusCode.Internal, "INTERNAL", "Something went wrong on our side.");

    /// <summary>The status of a bug.</summary>
    public static Status Internal() => Bug().ToStatus();

    /// <summary>Nobody waits for the answer any more.</summary>
    public static Status CallerAway() => new() { Code = (int)StatusCode.Cancelled, Message = "The caller went away." };

    private static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string> metadata) =>
        metadata.ToDictionary(pair => pair.Key, pair => pair.Value);
}

/// <summary>A refusal that was given before and is given again, byte for byte.</summary>
internal sealed class SavedRefusal(Status status) : Exception(status.Message)
{
    public Status Status { get; } = status;
}
