using ProjetK.Documents.V1;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<ListDocumentsResponse> ListDocuments(
        ListDocumentsRequest request, ServerCallContext context) => documents.List(request, context);
}
