using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.Funding;

/// <summary>Tells operators when grants and ledger disagree. The service answers all the same.</summary>
internal sealed class LedgerHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ReconciliationTable.Find(database, null, cancellationToken) is [var first, ..] found
                ? HealthCheckResult.Degraded(
                    $"{found.Count} accounts disagree with their grants, first {first.Account} of envelopes/{first.Envelope}.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException or DomainException)
        {
            // Whether that is a reason to be unhealthy, the database's own check says.
            return HealthCheckResult.Degraded("Nothing is known of the ledger.", failure);
        }
    }
}
