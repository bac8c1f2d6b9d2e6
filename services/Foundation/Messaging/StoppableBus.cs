using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;

namespace ProjetK.Foundation;

/// <summary>Stops the bus even while it starts, and for good. MassTransit does not stop one that has not started yet: it
/// would go on receiving, and make dead letters of events whose consumers are disposed already. And it waits without
/// limit for an endpoint that hangs, which would keep the process from ending.</summary>
internal sealed partial class StoppableBus(
    IBusDepot depot, BrokerProbe probe, TimeSpan timeout, ILogger<StoppableBus> logger) : IBusDepot
{
    private Task start = Task.CompletedTask;

    public Task Start(CancellationToken cancellationToken) => start = depot.Start(cancellationToken);

    public async Task Stop(CancellationToken cancellationToken)
    {
        // Where the broker was never there the start does not end, and nothing is received.
        if (probe.WasThere)
            await start.WaitAsync(timeout, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            // It has that time to stop in order, and a moment to say that it could not.
            await depot.Stop(cancellationToken).WaitAsync(timeout + TimeSpan.FromSeconds(1), CancellationToken.None);
        }
        catch (TimeoutException)
        {
            WasLeft(logger);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The bus did not stop in time; what it has not acknowledged is delivered again")]
    private static partial void WasLeft(ILogger logger);
}
