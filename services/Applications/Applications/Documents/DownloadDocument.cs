using ProjetK.Documents.V1;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task DownloadDocument(
        DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responses,
        ServerCallContext context) =>
        documents.Download(request, responses, context);
}
