using ProjetK.Documents.V1;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task DownloadDocument(
        DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responses,
        ServerCallContext context) => documents.Download(request, responses, context);
}
