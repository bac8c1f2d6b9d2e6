using ProjetK.Documents.V1;
using Document = ProjetK.Documents.V1.Document;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<Document> UploadDocument(
        IAsyncStreamReader<UploadDocumentRequest> requests, ServerCallContext context) =>
        documents.Upload(requests, context);
}
