using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>Ends the service, so that it is started again, when one of its endpoints will never receive anything any more
/// (docs/decisions/0022-an-endpoint-that-hangs.md).</summary>
internal sealed partial class ReceptionWatch(
    Reception reception, BrokerProbe probe, IConnectionFactory broker, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<ReceptionWatch> logger) : BackgroundService
{
    /// <summary>With what the process ends then: the failure passes, try again.</summary>
    public const int ExitCode = 75;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // MassTransit pauses up to half a minute between two tries.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Complaint complaint = new();
    private long? answersSince;

    /// <summary>Judges once what was heard, or not, of the endpoints.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        var silences = reception.Silences;
        if (silences.Count == 0)
            complaint.Forget();
        if (silences.Count == 0 || !await probe.Answers(broker, cancellation))
        {
            answersSince = null;
            return;
        }
        answersSince ??= time.GetTimestamp();
        foreach (var (queue, silence) in silences)
        {
            if (silence.Refusal is { } refusal)
            {
                if (complaint.IsNews($"{queue} {refusal.Message}"))
                    IsRefused(logger, queue, Refusals.Describe(refusal));
            }
            else if (time.GetElapsedTime(Math.Max(silence.Since, answersSince.Value)) >= Patience)
            {
                Hangs(logger, queue, Patience.TotalSeconds);
                Environment.ExitCode = ExitCode;
                lifetime.StopApplication();
                return;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                await Look(stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error,
        "Nothing is received from {Queue}: {Reason}. When that is mended, start the service again")]
    private static partial void IsRefused(ILogger logger, string queue, string reason);

    [LoggerMessage(LogLevel.Critical,
        "Nothing was heard of the endpoint {Queue} for {Seconds} s though the broker answers: the service ends, to be "
        + "started again")]
    private static partial void Hangs(ILogger logger, string queue, double seconds);
}
