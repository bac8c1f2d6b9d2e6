using System.Collections.Concurrent;
using CommuneClient = ProjetK.Applications.V1.CommuneService.CommuneServiceClient;

namespace ProjetK.Foundation;

/// <summary>Lets people of a commune that merged be people of its successor, in a service that does not keep the
/// reference data. Communes merge once a year: what the service of applications says is remembered for a while, and while
/// it does not answer people keep to the communes in their tokens.</summary>
public sealed class MergedCommunes(CommuneClient applications)
{
    /// <summary>Nobody works for more; who seems to is not asked for.</summary>
    private const int Most = 50;

    private static readonly TimeSpan Keep = TimeSpan.FromHours(1), Pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Known> known = new();

    /// <summary>Whoever calls, with the communes that theirs are part of today.</summary>
    public async Task<Caller> Extend(Caller caller, CancellationToken cancellation)
    {
        if (caller.Communes.Count is 0 or > Most)
            return caller;
        var heirs = await Task.WhenAll(caller.Communes.Select(code => SuccessorOf(code, cancellation)));
        return heirs.All(heir => heir is null)
            ? caller
            : caller with { Communes = caller.Communes.Concat(heirs.OfType<string>()).ToHashSet() };
    }

    private async Task<string?> SuccessorOf(string code, CancellationToken cancellation)
    {
        if (known.TryGetValue(code, out var remembered) && TimeProvider.System.GetUtcNow() < remembered.Until)
            return remembered.Successor;
        var (successor, keep) = await Ask(code, cancellation);
        known[code] = new(successor, TimeProvider.System.GetUtcNow() + keep);
        return successor;
    }

    private async Task<(string? Successor, TimeSpan Keep)> Ask(string code, CancellationToken cancellation)
    {
        try
        {
            var commune = await applications.GetCommuneAsync(
                new() { Name = $"communes/{code}" }, cancellationToken: cancellation);
            return (commune.Successor.Length > 0 ? commune.Successor["communes/".Length..] : null, Keep);
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            return (null, Keep);
        }
        catch (RpcException) when (!cancellation.IsCancellationRequested)
        {
            return (null, Pause);
        }
    }

    private sealed record Known(string? Successor, DateTimeOffset Until);
}
