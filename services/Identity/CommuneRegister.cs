using System.Collections.Concurrent;
using CommuneClient = ProjetK.Applications.V1.CommuneService.CommuneServiceClient;

namespace ProjetK.Identity;

/// <summary>Asks the service of applications whether communes exist, for those who give rights over them. What it
/// answered is remembered for a while; nobody needs it to sign in or to open an account.</summary>
internal sealed class CommuneRegister(CommuneClient applications)
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Known> known = new();

    /// <summary>Refuses communes, by names such as <c>communes/33525</c>, that do not exist or that merged into
    /// another.</summary>
    public async Task Require(IEnumerable<string> names, string field, CancellationToken cancellation)
    {
        string[] asked = [.. names.Distinct()];
        var found = await Task.WhenAll(asked.Select(name => Find(name, cancellation)));
        string[] unknown = [.. asked.Where((_, index) => found[index] is null)];
        if (unknown.Length > 0)
            throw Errors.CommuneUnknown(unknown, field);
        foreach (var (index, name) in asked.Index())
            if (found[index]!.Successor is { Length: > 0 } successor)
                throw Errors.CommuneSuperseded(name, successor, field);
    }

    private async Task<Known?> Find(string name, CancellationToken cancellation)
    {
        if (known.TryGetValue(name, out var remembered) && remembered.IsFresh)
            return remembered;
        try
        {
            var commune = await applications.GetCommuneAsync(new() { Name = name }, cancellationToken: cancellation);
            return known[name] = new(commune.Successor, TimeProvider.System.GetUtcNow());
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw CommonErrors.DependencyUnavailable("applications", failure);
        }
    }

    private sealed record Known(string Successor, DateTimeOffset Time)
    {
        public bool IsFresh => TimeProvider.System.GetUtcNow() - Time < Keep;
    }
}
