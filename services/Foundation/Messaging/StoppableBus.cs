using MassTransit;
using MassTransit.Transports;

namespace ProjetK.Foundation;

/// <summary>Stops the bus even while it starts. MassTransit does not stop one that has not started yet: it would go on
/// receiving, and make dead letters of events whose consumers are disposed already.</summary>
internal sealed class StoppableBus(BusDepot depot, BrokerProbe probe) : IBusDepot
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private Task start = Task.CompletedTask;

    public Task Start(CancellationToken cancellationToken) => start = depot.Start(cancellationToken);

    public async Task Stop(CancellationToken cancellationToken)
    {
        // Where the broker was never there the start does not end, and nothing is received.
        if (probe.WasThere)
            await start.WaitAsync(Timeout, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await depot.Stop(cancellationToken);
    }
}
