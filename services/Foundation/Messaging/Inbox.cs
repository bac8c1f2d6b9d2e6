using MassTransit;

namespace ProjetK.Foundation;

/// <summary>Lets an event have its effect exactly once, however often it is delivered.</summary>
public sealed class Inbox
{
    private readonly Database database;
    private readonly Caller self;
    private readonly Topology topology;

    internal Inbox(Database database, ServiceName service, Topology topology) =>
        (this.database, this.topology, self) = (database, topology, Caller.OfService(service.Value));

    /// <summary>Does the work of a consumer unless it was already done for this message, and remembers the message with
    /// it. What writes must record it in a history.</summary>
    public async Task Once<TEvent>(ConsumeContext<TEvent> context, Func<Transaction, Task> work) where TEvent : class
    {
        var messageId = context.MessageId ?? throw new InvalidOperationException("An event must carry a message id.");
        var subscription = topology.Subscribed(ConsumerOf(context), typeof(TEvent));
        var opening = new Opening(
            new("""
                INSERT INTO inbox (consumer, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true
                """, subscription.InboxKey, messageId),
            _ => throw new AlreadyReceived());
        try
        {
            await database.Run(self, opening, async transaction =>
            {
                await work(transaction);
                transaction.RequireRecord();
                CrashPoints.Pass(CrashPoint.ConsumerBeforeCommit);
                return true;
            }, context.CancellationToken, subscription.Consumer.Name);
            CrashPoints.Pass(CrashPoint.ConsumerAfterCommit);
        }
        catch (AlreadyReceived)
        {
            MessageMeters.Duplicates.Add(1);
        }
    }

    /// <summary>Does the work for those of some messages of one consumer for which it was not done before, all in one
    /// transaction, and remembers them with it. What writes must record it in a history.</summary>
    public async Task OnceEach<TEvent>(
        IReadOnlyList<ConsumeContext<TEvent>> contexts,
        Func<Transaction, IReadOnlyList<ConsumeContext<TEvent>>, Task> work)
        where TEvent : class
    {
        var subscription = topology.Subscribed(ConsumerOf(contexts[0]), typeof(TEvent));
        var ids = contexts.ToDictionary(context =>
            context.MessageId ?? throw new InvalidOperationException("An event must carry a message id."));
        await database.Run(self, async transaction =>
        {
            var received = (await transaction.Query("""
                INSERT INTO inbox (consumer, message_id) SELECT $1, id FROM unnest($2::uuid[]) AS received (id) ORDER BY id
                ON CONFLICT DO NOTHING RETURNING message_id
                """, row => row.GetGuid(0), subscription.InboxKey, ids.Keys.ToArray())).ToHashSet();
            MessageMeters.Duplicates.Add(ids.Count - received.Count);
            if (received.Count == 0)
                return;
            await work(transaction, [.. contexts.Where(context => received.Contains(context.MessageId!.Value))]);
            transaction.RequireRecord();
            CrashPoints.Pass(CrashPoint.ConsumerBeforeCommit);
        }, contexts[0].CancellationToken, subscription.Consumer.Name);
        CrashPoints.Pass(CrashPoint.ConsumerAfterCommit);
    }

    private static Type ConsumerOf<TEvent>(ConsumeContext<TEvent> context) where TEvent : class =>
        context is ConsumerConsumeContext<object> { Consumer: { } consumer }
            ? consumer.GetType()
            : throw new InvalidOperationException($"{typeof(TEvent).Name} must be received by a consumer.");

    private sealed class AlreadyReceived : Exception;
}
