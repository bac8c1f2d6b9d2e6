using EcosystemClient = ProjetK.Ecosystem.V1.EcosystemService.EcosystemServiceClient;

namespace ProjetK.Applications;

/// <summary>Applications to a call; one file per RPC.</summary>
internal sealed partial class ApplicationService(
    Mutations mutations, Database database, EcosystemClient ecosystem, GrantEstimates grants)
    : V1.ApplicationService.ApplicationServiceBase
{
    private static async Task<Call> GetCall(Transaction transaction, string id) =>
        await CallTable.Find(transaction, id) ?? throw CommonErrors.NotFound($"calls/{id}");
}
