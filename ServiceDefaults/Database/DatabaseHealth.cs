using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.ServiceDefaults;

/// <summary>Tells whether the database answers.</summary>
internal sealed class DatabaseHealth(DbDataSource dataSource) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DbException failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The database does not answer.", failure);
        }
    }
}
