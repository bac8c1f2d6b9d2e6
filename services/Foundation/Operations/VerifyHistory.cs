using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    /// <summary>How many lines are checked between two answers: well within the time for which a proxy waits.</summary>
    private const int SliceOfHistory = 20_000;

    public override async Task VerifyHistory(
        V1.VerifyHistoryRequest request, IServerStreamWriter<V1.VerifyHistoryResponse> responses,
        ServerCallContext context)
    {
        RequireOwn(request.Parent);
        if (request.Resource.Contains('\0'))
            throw CommonErrors.InvalidField("resource", "must be the name of a resource.");
        var slices = HistoryVerification.Of(
            database, request.Resource is "" ? null : request.Resource, SliceOfHistory, context.CancellationToken);
        await foreach (var verification in slices)
        {
            if (request.Resource is not "" && verification is { LineCount: 0, FirstBroken: null })
                throw CommonErrors.NotFound(request.Resource);
            await responses.WriteAsync(ToProto(verification), context.CancellationToken);
        }
    }

    private static V1.VerifyHistoryResponse ToProto(HistoryVerification verification) => new()
    {
        FirstBroken = verification.FirstBroken is { } broken
            ? new()
            {
                Resource = broken.Resource,
                Sequence = broken.Sequence,
                Flaw = (V1.VerifyHistoryResponse.Types.Flaw)broken.Flaw,
            }
            : null,
        LineCount = verification.LineCount,
        ResourceCount = verification.ResourceCount,
        Complete = verification.IsComplete,
    };
}
