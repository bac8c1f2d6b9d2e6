using ProjetK.Documents.V1;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<DeleteDocumentResponse> DeleteDocument(
        DeleteDocumentRequest request, ServerCallContext context) =>
        documents.Delete(request, context);
}
