using ProjetK.Documents.V1;
using Document = ProjetK.Documents.V1.Document;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<Document> UploadDocument(
        IAsyncStreamReader<UploadDocumentRequest> requests, ServerCallContext context) =>
        documents.Upload(requests, context);
}
