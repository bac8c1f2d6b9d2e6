using ProjetK.Documents.V1;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<ListDocumentsResponse> ListDocuments(
        ListDocumentsRequest request, ServerCallContext context) => documents.List(request, context);
}
