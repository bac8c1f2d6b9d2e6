using Grpc.Core;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications;

/// <summary>Asks Funding what a population would receive in a call.</summary>
internal sealed partial class GrantEstimates(
    Funding.V1.FundingService.FundingServiceClient funding, ILogger<GrantEstimates> logger)
{
    private const int MostInhabitants = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The estimate; null where the population is not known, or Funding does not answer in time.</summary>
    public async Task<V1.GrantEstimate?> Find(Call call, Population population, CancellationToken cancellation)
    {
        if (population.Value is not (>= 1 and <= MostInhabitants))
            return null;
        var request = new Funding.V1.SimulateGrantRequest { Population = population.Value.Value, Call = call.Name };
        try
        {
            return ToEstimate(await funding.SimulateGrantAsync(
                request, deadline: DateTime.UtcNow + Patience, cancellationToken: cancellation));
        }
        catch (RpcException failure) when (!cancellation.IsCancellationRequested)
        {
            Unanswered(logger, failure.StatusCode);
            return null;
        }
    }

    private static V1.GrantEstimate ToEstimate(Funding.V1.SimulateGrantResponse grant) => new()
    {
        Investment = grant.Investment,
        OperatingPerYear = grant.OperatingPerYear,
        OperatingYears = grant.Rates.OperatingYears,
        FirstYear = grant.FirstYear,
        Total = grant.Total,
    };

    [LoggerMessage(LogLevel.Warning, "Funding gave no estimate: {Code}")]
    private static partial void Unanswered(ILogger logger, StatusCode code);
}
