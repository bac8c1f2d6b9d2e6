using System.Diagnostics;
using MassTransit;
using ProjetK.Events;

namespace ProjetK.Foundation.Tests;

/// <summary>Writes down what was received, once.</summary>
[InheritsEventQueue]
internal sealed class ReceiveCountedUp(Inbox inbox, CountingWork counting) : IConsumer<CountedUp>
{
    public Task Consume(ConsumeContext<CountedUp> context) => inbox.Once(context, transaction =>
    {
        if (context.Message.Name.EndsWith("poison", StringComparison.Ordinal) && !counting.Repaired)
            throw new InvalidOperationException("This one cannot be handled.");
        transaction.Add(
            "INSERT INTO received (message_id, name, trace) VALUES ($1, $2, $3)",
            context.MessageId, context.Message.Name, Activity.Current?.TraceId.ToString());
        transaction.Record($"{context.Message.Name}/receipt", null, "RECEIVED");
        return Task.CompletedTask;
    });
}
