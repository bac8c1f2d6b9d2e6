namespace ProjetK.Applications;

/// <summary>Asks Funding what a population would receive in a call.</summary>
internal sealed partial class GrantEstimates(
    Funding.V1.FundingService.FundingServiceClient funding, ILogger<GrantEstimates> logger)
{
    private const int MostInhabitants = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What the call's envelope would give to that many people; DEPENDENCY_UNAVAILABLE when Funding does not
    /// answer in time.</summary>
    public async Task<GrantEstimate> Ask(string call, int population, CancellationToken cancellation) =>
        GrantEstimate.Of(await funding.SimulateGrantAsync(
            new() { Population = population, Call = $"calls/{call}" },
            deadline: DateTime.UtcNow + Patience,
            cancellationToken: cancellation));

    /// <summary>The estimate; null where the population is not known, or Funding does not answer in time.</summary>
    public async Task<GrantEstimate?> Find(string call, int? population, CancellationToken cancellation)
    {
        if (population is not (>= 1 and <= MostInhabitants))
            return null;
        try
        {
            return await Ask(call, population.Value, cancellation);
        }
        catch (RpcException failure) when (!cancellation.IsCancellationRequested)
        {
            Unanswered(logger, failure.StatusCode);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Funding gave no estimate: {Code}")]
    private static partial void Unanswered(ILogger logger, StatusCode code);
}
