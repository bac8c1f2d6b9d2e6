using ProjetK.Documents.V1;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task DownloadDocument(
        DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responses,
        ServerCallContext context) => documents.Download(request, responses, context);
}
