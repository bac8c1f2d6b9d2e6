using ProjetK.Documents.V1;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<DeleteDocumentResponse> DeleteDocument(
        DeleteDocumentRequest request, ServerCallContext context) => documents.Delete(request, context);
}
