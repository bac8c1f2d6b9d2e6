using Google.Protobuf.WellKnownTypes;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    private const int MaxReason = 1000;

    public override Task<V1.DiscardDeadLetterResponse> DiscardDeadLetter(
        V1.DiscardDeadLetterRequest request, ServerCallContext context)
    {
        var ((message, queue), reason) = (Parse(request.Name), request.Reason.Trim());
        if (reason.Length == 0)
            throw ReasonRequired();
        if (reason.Length > MaxReason || reason.Contains('\0'))
            throw CommonErrors.InvalidField("reason", $"must be at most {MaxReason} characters.");
        return mutations.Run(request, context, async transaction =>
        {
            var letter = await DeadLetterTable.Lock(transaction, message, queue)
                ?? throw CommonErrors.NotFound(request.Name);
            DeadLetterTable.Settle(transaction, letter, NameOf(letter), "DISCARDED");
            DeadLetterTable.KeepReason(transaction, letter, reason);
            return new V1.DiscardDeadLetterResponse { DiscardTime = Timestamp.FromDateTimeOffset(transaction.Now) };
        });
    }

    private static DomainException ReasonRequired() => new(
        StatusCode.InvalidArgument, "REASON_REQUIRED", "reason: say why the event is given up.",
        violations: [("reason", "is required: say why the event is given up.")]);
}
