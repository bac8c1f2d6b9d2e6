namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Instalment> CancelInstalment(
        V1.CancelInstalmentRequest request, ServerCallContext context) =>
        Change(request, context, request.Name, request.Etag, step =>
        {
            var now = step.Transaction.Now;
            var cancelled = step.Change(one => one.Cancel(request.Reason.Trim(), now));
            step.Move((envelope, id) => envelope.Cancel(step.Before, cancelled, id, now));
            return Task.CompletedTask;
        });
}
