using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    public override async Task<V1.VerifyHistoryResponse> VerifyHistory(
        V1.VerifyHistoryRequest request, ServerCallContext context)
    {
        RequireOwn(request.Parent);
        if (request.Resource.Contains('\0'))
            throw CommonErrors.InvalidField("resource", "must be the name of a resource.");
        var verification = await HistoryVerification.Of(
            database, request.Resource is "" ? null : request.Resource, context.CancellationToken);
        return new()
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
        };
    }
}
