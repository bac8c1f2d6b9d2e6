using ProjetK.Documents.V1;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<Documents.V1.Document> UploadDocument(
        IAsyncStreamReader<UploadDocumentRequest> requestStream, ServerCallContext context) =>
        documents.Upload(requestStream, context);

    public override Task DownloadDocument(
        DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responseStream,
        ServerCallContext context) => documents.Download(request, responseStream, context);

    public override Task<ListDocumentsResponse> ListDocuments(
        ListDocumentsRequest request, ServerCallContext context) => documents.List(request, context);

    public override Task<DeleteDocumentResponse> DeleteDocument(
        DeleteDocumentRequest request, ServerCallContext context) => documents.Delete(request, context);
}
