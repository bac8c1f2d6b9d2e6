using Google.Protobuf.WellKnownTypes;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    public override Task<V1.DiscardDeadLetterResponse> DiscardDeadLetter(
        V1.DiscardDeadLetterRequest request, ServerCallContext context)
    {
        var (message, queue) = Parse(request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var letter = await DeadLetterTable.Lock(transaction, message, queue)
                ?? throw CommonErrors.NotFound(request.Name);
            DeadLetterTable.Settle(transaction, letter, NameOf(letter), "DISCARDED");
            DeadLetterTable.KeepReason(transaction, letter, request.Reason.Trim());
            return new V1.DiscardDeadLetterResponse { DiscardTime = Timestamp.FromDateTimeOffset(transaction.Now) };
        });
    }
}
