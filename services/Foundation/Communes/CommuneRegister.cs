using System.Collections.Concurrent;
using CommuneClient = ProjetK.Applications.V1.CommuneService.CommuneServiceClient;

namespace ProjetK.Foundation;

/// <summary>Asks the service of applications, which keeps the reference data, whether communes exist. What it answered
/// is remembered for a while.</summary>
public sealed class CommuneRegister(CommuneClient applications)
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, long> known = new();

    /// <summary>Refuses a commune, by its name, that does not exist or that merged into another.</summary>
    public async Task Require(string commune, string field, CancellationToken cancellation)
    {
        if (known.TryGetValue(commune, out var time) && Environment.TickCount64 - time < Keep.TotalMilliseconds)
            return;
        try
        {
            var found = await applications.GetCommuneAsync(new() { Name = commune }, cancellationToken: cancellation);
            if (found.Successor.Length > 0)
                throw Superseded(commune, found.Successor, field);
            known[commune] = Environment.TickCount64;
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.NotFound)
        {
            throw Unknown(commune, field);
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw CommonErrors.DependencyUnavailable("applications", failure);
        }
    }

    private static DomainException Unknown(string commune, string field) => new(
        StatusCode.InvalidArgument, "COMMUNE_UNKNOWN", $"{field}: no commune is {commune}.",
        new Dictionary<string, string> { ["communes"] = commune }, [(field, $"No commune is {commune}.")]);

    private static DomainException Superseded(string commune, string successor, string field)
    {
        var message = $"{commune} merged: it is part of {successor} now.";
        return new(StatusCode.InvalidArgument, "COMMUNE_SUPERSEDED", message,
            new Dictionary<string, string> { ["communes"] = commune, ["successor"] = successor }, [(field, message)]);
    }
}
