using System.Diagnostics;
using System.Net.Mime;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using RabbitMQ.Client.Exceptions;

namespace ProjetK.Foundation;

/// <summary>Publishes one event and waits, not for ever, until the broker has it safe.</summary>
internal sealed class EventPublisher(IBus bus, Topology topology)
{
    // AMQP's soft errors: access-refused, not-found, resource-locked, precondition-failed.
    private const ushort Refused = 403, NotFound = 404, Locked = 405, Unequal = 406;
    private static readonly ContentType Envelope = new("application/vnd.masstransit+json");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5), MaxWait = TimeSpan.FromMinutes(1);

    /// <summary>Gives null when the broker confirmed, otherwise what was in the way.</summary>
    public async Task<Exception?> Publish(OutboxRow row, CancellationToken stopping)
    {
        using var trace = StartTrace(row);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Timeout);
        try
        {
            var publishing = row.Queue is null ? Announce(row, limit.Token) : Redeliver(row, row.Queue, limit.Token);
            CrashPoints.Pass(CrashPoint.RelayBeforeConfirm);
            // The limit of the wait is ours: a publish over a connection that just died may never return.
            await publishing.WaitAsync(limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Fail(trace, new TimeoutException("The broker did not confirm in time."));
        }
        catch (Exception failure)
        {
            return Fail(trace, failure);
        }
    }

    private static Exception Fail(Activity? trace, Exception failure)
    {
        trace?.SetStatus(ActivityStatusCode.Error, failure.Message);
        return failure;
    }

    /// <summary>How long an event waits after a failure: not long when the broker is at fault, longer and longer when
    /// the event is.</summary>
    public static TimeSpan Wait(Exception failure, int attempts) => IsBrokerAway(failure)
        ? TimeSpan.FromSeconds(1)
        : TimeSpan.FromSeconds(Math.Min(MaxWait.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10)) / 2));

    /// <summary>True when the failure says nothing about the event.</summary>
    public static bool IsBrokerAway(Exception? failure) => failure switch
    {
        // The broker is there and will not have it; whatever else interrupts is about the connection.
        OperationInterruptedException { ShutdownReason.ReplyCode: Refused or NotFound or Locked or Unequal } => false,
        OperationInterruptedException or BrokerUnreachableException or IOException => true,
        _ => failure is TimeoutException or ConnectionException or OperationCanceledException,
    };

    private Task Announce(OutboxRow row, CancellationToken limit)
    {
        var type = topology.Find(row.Type);
        var message = JsonSerializer.Deserialize(row.Body, type)
            ?? throw new JsonException($"The body of {row.Type} is empty.");
        return bus.Publish(message, type, context =>
        {
            context.MessageId = row.MessageId;
            if (Topology.HasConsumers(type))
                Require(context);
        }, limit);
    }

    /// <summary>Sends the message as it was, so that nothing in it is lost that this version does not know.</summary>
    private async Task Redeliver(OutboxRow row, string queue, CancellationToken limit)
    {
        // The queue's own exchange: an address of the queue would declare it once more, with other arguments.
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{queue}"));
        await endpoint.Send(row, context =>
        {
            context.MessageId = row.MessageId;
            context.ContentType = Envelope;
            context.Serializer = new CopyBodySerializer(Envelope, new StringMessageBody(row.Body));
            Require(context);
        }, limit);
    }

    private static void Require(SendContext context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = true;
    }

    private static Activity? StartTrace(OutboxRow row) =>
        ActivityContext.TryParse(row.TraceParent, null, isRemote: true, out var parent)
            ? Meters.Activities.StartActivity($"relay {row.Type}", ActivityKind.Internal, parent)
            : null;
}
