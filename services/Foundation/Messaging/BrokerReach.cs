using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>Holds MassTransit's attempts to connect back until the broker lets somebody in. MassTransit waits longer
/// after each attempt in vain, up to 30 s, and does not forget it when one succeeds: so none is made in vain.</summary>
internal sealed partial class BrokerReach(IHostApplicationLifetime lifetime, ILogger<BrokerReach> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500), TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>True once the broker has let somebody in.</summary>
    public bool WasThere { get; private set; }

    /// <summary>Ends when the broker accepted a connection, or with the service.</summary>
    public async Task Wait(ConnectionFactory factory)
    {
        var stopping = lifetime.ApplicationStopping;
        for (var isFirst = true; ; isFirst = false)
        {
            if (await Attempt(factory, stopping) is not { } failure)
                break;
            if (isFirst)
                Away(logger, Refusals.Describe(failure));
            await Task.Delay(Pause, stopping);
        }
        WasThere = true;
    }

    private static async Task<Exception?> Attempt(ConnectionFactory factory, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(TimeLimit);
        try
        {
            await using var connection = await factory.CreateConnectionAsync("reach", limit.Token);
            return null;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            return failure;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The broker is away, messages wait for it: {Reason}")]
    private static partial void Away(ILogger logger, string reason);
}
