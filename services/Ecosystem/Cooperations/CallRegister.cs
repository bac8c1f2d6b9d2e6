using System.Collections.Concurrent;
using CallClient = ProjetK.Applications.V1.CallService.CallServiceClient;

namespace ProjetK.Ecosystem;

/// <summary>Asks the service of applications what published calls want: that never changes, and is remembered.</summary>
internal sealed class CallRegister(CallClient applications)
{
    private readonly ConcurrentDictionary<string, CallTerms> known = new();

    /// <summary>What a published call wants; null when there is none.</summary>
    public async Task<CallTerms?> Find(string id, CancellationToken cancellation)
    {
        if (known.TryGetValue(id, out var terms))
            return terms;
        try
        {
            var call = await applications.GetCallAsync(new() { Name = $"calls/{id}" }, cancellationToken: cancellation);
            // A draft is nobody's business yet, and may change.
            if (call.Phase is Applications.V1.Call.Types.Phase.Unspecified or Applications.V1.Call.Types.Phase.Draft)
                return null;
            return known[id] = new(
                [
                    .. call.Targets.Where(target => target.Value.Length > 0).Select(target => new Target(
                        target.Indicator, target.Title, IndicatorWire.Number(target.Value), target.Unit)),
                ],
                call.CooperationMinMonths, call.CooperationMaxMonths);
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            return null;
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw CommonErrors.DependencyUnavailable("applications", failure);
        }
    }
}

/// <summary>What a call wants of its territories: targets, and how many months to the opening at least and at
/// most.</summary>
internal sealed record CallTerms(IReadOnlyList<Target> Targets, int MinMonths, int MaxMonths);
