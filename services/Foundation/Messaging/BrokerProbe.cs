using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>Delays MassTransit's attempts to reconnect until a probe succeeds: its back-off grows to 30 s with each failed
/// attempt and never resets.</summary>
internal sealed partial class BrokerProbe(IHostApplicationLifetime lifetime, ILogger<BrokerProbe> logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500), Timeout = TimeSpan.FromSeconds(5);

    /// <summary>True once a connection succeeded.</summary>
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
            await Task.Delay(PollInterval, stopping);
        }
        WasThere = true;
    }

    /// <summary>True when the broker accepts a connection now.</summary>
    public async Task<bool> Answers(IConnectionFactory factory, CancellationToken stopping) =>
        await Attempt(factory, stopping) is null;

    private static async Task<Exception?> Attempt(IConnectionFactory factory, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Timeout);
        try
        {
            await using var connection = await factory.CreateConnectionAsync("probe", limit.Token);
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
