using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    public override async Task<V1.DeadLetter> GetDeadLetter(V1.GetDeadLetterRequest request, ServerCallContext context)
    {
        var (message, queue) = Parse(request.Name);
        var letter = await DeadLetterTable.Find(database, message, queue, context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return ToProto(letter, whole: true);
    }
}
