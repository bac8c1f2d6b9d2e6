using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    public override Task<V1.RedeliverDeadLetterResponse> RedeliverDeadLetter(
        V1.RedeliverDeadLetterRequest request, ServerCallContext context)
    {
        var (message, queue) = Parse(request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var letter = await DeadLetterTable.Lock(transaction, message, queue)
                ?? throw CommonErrors.NotFound(request.Name);
            if (letter.Text is null)
                throw Unreadable(request.Name);
            DeadLetterTable.Settle(transaction, letter, NameOf(letter), "REDELIVERED");
            letter = letter with { Queue = topology.Current(queue) };
            transaction.Redeliver(letter);
            return new V1.RedeliverDeadLetterResponse { Queue = letter.Queue };
        });
    }

    private static DomainException Unreadable(string name) => new(
        StatusCode.FailedPrecondition, "UNREADABLE",
        $"{name} is no event that a consumer could read: discard it.",
        new Dictionary<string, string> { ["resource"] = name });
}
