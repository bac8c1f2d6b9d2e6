using System.Collections.Concurrent;
using CommuneClient = ProjetK.Applications.V1.CommuneService.CommuneServiceClient;

namespace ProjetK.Foundation;

/// <summary>Asks the service of applications, which keeps the reference data, whether communes exist. What it answered
/// is remembered for a while.</summary>
public sealed class CommuneRegister(CommuneClient applications)
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Known> known = new();

    /// <summary>Refuses a commune, by a name such as <c>communes/33525</c>, that does not exist or that merged into
    /// another.</summary>
    public Task Require(string name, string field, CancellationToken cancellation) =>
        Require([name], field, cancellation);

    /// <summary>Refuses communes, by names such as <c>communes/33525</c>, that do not exist or that merged into
    /// another.</summary>
    public async Task Require(IEnumerable<string> names, string field, CancellationToken cancellation)
    {
        string[] asked = [.. names.Distinct()];
        var found = await Task.WhenAll(asked.Select(name => Find(name, cancellation)));
        string[] unknown = [.. asked.Where((_, index) => found[index] is null)];
        if (unknown.Length > 0)
            throw Unknown(unknown, field);
        foreach (var (index, name) in asked.Index())
            if (found[index]!.Successor is { Length: > 0 } successor)
                throw Superseded(name, successor, field);
    }

    /// <summary>What a commune, by a name such as <c>communes/33525</c>, is called; its number when nobody
    /// knows.</summary>
    public async Task<string> NameOf(string name, CancellationToken cancellation) =>
        (await Find(name, cancellation))?.DisplayName ?? name[(name.IndexOf('/') + 1)..];

    private async Task<Known?> Find(string name, CancellationToken cancellation)
    {
        if (known.TryGetValue(name, out var remembered) && remembered.IsFresh)
            return remembered;
        try
        {
            var commune = await applications.GetCommuneAsync(new() { Name = name }, cancellationToken: cancellation);
            return known[name] = new(commune.Successor, commune.DisplayName, TimeProvider.System.GetUtcNow());
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

    private static DomainException Unknown(string[] names, string field)
    {
        var message = names is [var one] ? $"No commune is {one}." : $"No communes are {string.Join(", ", names)}.";
        return new(StatusCode.InvalidArgument, "COMMUNE_UNKNOWN", $"{field}: {message}",
            new Dictionary<string, string> { ["communes"] = string.Join(", ", names) }, [(field, message)]);
    }

    private static DomainException Superseded(string name, string successor, string field)
    {
        var message = $"{name} merged: it is part of {successor} now.";
        return new(StatusCode.InvalidArgument, "COMMUNE_SUPERSEDED", message,
            new Dictionary<string, string> { ["communes"] = name, ["successor"] = successor }, [(field, message)]);
    }

    private sealed record Known(string Successor, string DisplayName, DateTimeOffset Time)
    {
        public bool IsFresh => TimeProvider.System.GetUtcNow() - Time < Keep;
    }
}
