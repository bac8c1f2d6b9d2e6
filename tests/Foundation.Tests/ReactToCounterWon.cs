using MassTransit;
using ProjetK.Events;

namespace ProjetK.Foundation.Tests;

/// <summary>Reacts to a won counter; never fails.</summary>
internal sealed class Tally(Inbox inbox, CountingWork counting) : IConsumer<CounterWon>
{
    public Task Consume(ConsumeContext<CounterWon> context) => inbox.Once(context, transaction =>
    {
        counting.Attempts.Enqueue((nameof(Tally), context.Message.Name));
        transaction.Add(
            "INSERT INTO received (message_id, name) VALUES ($1, $2)", context.MessageId, $"{context.Message.Name}/tally");
        transaction.Record($"{context.Message.Name}/tally", null, "TALLIED");
        return Task.CompletedTask;
    });
}

/// <summary>Reacts to a won counter in another way; fails until it is repaired when the name says so.</summary>
internal sealed class Applaud(Inbox inbox, CountingWork counting) : IConsumer<CounterWon>
{
    public Task Consume(ConsumeContext<CounterWon> context) => inbox.Once(context, transaction =>
    {
        counting.Attempts.Enqueue((nameof(Applaud), context.Message.Name));
        if (context.Message.Name.EndsWith("poison", StringComparison.Ordinal) && !counting.Repaired)
            throw new InvalidOperationException("Nobody claps.");
        transaction.Add("INSERT INTO received (message_id, name) VALUES ($1, $2)",
            context.MessageId, $"{context.Message.Name}/applause");
        transaction.Record($"{context.Message.Name}/applause", null, "APPLAUDED");
        return Task.CompletedTask;
    });
}
