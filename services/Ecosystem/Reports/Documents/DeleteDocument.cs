using ProjetK.Documents.V1;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<DeleteDocumentResponse> DeleteDocument(
        DeleteDocumentRequest request, ServerCallContext context) => documents.Delete(request, context);
}
