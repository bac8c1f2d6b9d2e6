using Google.Protobuf;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task DownloadDossier(
        V1.DownloadDossierRequest request, IServerStreamWriter<V1.DownloadDossierResponse> responses,
        ServerCallContext context)
    {
        var (caller, cancellation) = (context.GetCaller(), context.CancellationToken);
        var application = await exports.FindApplication(request, caller, cancellation);
        await using var output = new PartStream((part, stop) =>
            responses.WriteAsync(new() { Data = ByteString.CopyFrom(part.Span) }, stop));
        await exports.WriteDossier(application, caller, output, cancellation);
        await output.Send(cancellation);
    }
}
