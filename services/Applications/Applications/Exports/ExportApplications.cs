using Google.Protobuf;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task ExportApplications(
        V1.ExportApplicationsRequest request, IServerStreamWriter<V1.ExportApplicationsResponse> responses,
        ServerCallContext context)
    {
        var (caller, cancellation) = (context.GetCaller(), context.CancellationToken);
        var call = await exports.FindCall(request, caller, cancellation);
        await foreach (var lines in exports.Table(call, caller, cancellation))
            await responses.WriteAsync(new() { Data = UnsafeByteOperations.UnsafeWrap(lines) }, cancellation);
    }
}
