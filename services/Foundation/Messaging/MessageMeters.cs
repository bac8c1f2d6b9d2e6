using System.Diagnostics.Metrics;

namespace ProjetK.Foundation;

/// <summary>What every service measures about its events.</summary>
internal static class MessageMeters
{
    private static readonly Meter Meter = Meters.Meter;

    public static readonly Counter<long> Duplicates =
        Meter.CreateCounter<long>("projetk.inbox.duplicates", "{message}", "Messages received more than once.");

    public static readonly Counter<long> Published =
        Meter.CreateCounter<long>("projetk.outbox.published", "{event}", "Events that the broker confirmed.");

    public static readonly Counter<long> RelayFailures =
        Meter.CreateCounter<long>("projetk.outbox.failures", "{attempt}", "Attempts to publish that failed.");

    public static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "projetk.outbox.lag", "s", "From the commit of an event to the broker's confirm.");

    static MessageMeters()
    {
        Meter.CreateObservableGauge("projetk.outbox.count", () => Backlog.Count, "{event}", "Events that wait.");
        Meter.CreateObservableGauge("projetk.outbox.age", () => Backlog.Age, "s", "How long the oldest event waits.");
        Meter.CreateObservableGauge(
            "projetk.deadletters.count", () => DeadLetters, "{event}", "Events that wait for an operator.");
    }

    /// <summary>What the mover saw last.</summary>
    public static long DeadLetters { get; set; }

    /// <summary>What the relay saw last.</summary>
    public static (long Count, double Age) Backlog { get; set; }
}
