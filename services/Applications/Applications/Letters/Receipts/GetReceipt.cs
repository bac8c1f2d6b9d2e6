namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Receipt> GetReceipt(V1.GetReceiptRequest request, ServerCallContext context) =>
        (await receipts.Get(request, context.GetCaller(), context.CancellationToken)).ToProto();
}
