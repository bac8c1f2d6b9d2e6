namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Instalment> RejectInstalment(
        V1.RejectInstalmentRequest request, ServerCallContext context) =>
        Change(request, context, request.Name, request.Etag, step =>
        {
            step.Change(one => one.Reject(request.Reason.Trim(), step.Transaction.Now));
            return Task.CompletedTask;
        });
}
