using ProjetK.Documents.V1;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<ListDocumentsResponse> ListDocuments(
        ListDocumentsRequest request, ServerCallContext context) =>
        documents.List(request, context);
}
