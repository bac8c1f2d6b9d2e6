using RabbitMQ.Client;

namespace ProjetK.Foundation.Tests;

public sealed class Delivering_in_vain(Delivering_in_vain.SleepingHost host)
    : IClassFixture<Delivering_in_vain.SleepingHost>
{
    private const string Queue = "counter-receive-counted-up";

    /// <summary>As when the process dies of a message each time.</summary>
    [Fact]
    public async Task more_often_than_the_limit_makes_a_dead_letter_with_that_reason()
    {
        await host.Wake();
        await Until.True(async () => await host.Health() == "Healthy", "the queue is there");
        await host.Sleep();
        var id = Guid.NewGuid();
        var deliveries = await TestBroker.Do(async channel =>
        {
            await channel.BasicPublishAsync("", Queue, mandatory: true,
                new BasicProperties { MessageId = $"{id}", Persistent = true }, "{}"u8.ToArray());
            var count = 0;
            await Until.True(async () =>
            {
                if (await channel.BasicGetAsync(Queue, autoAck: false) is { } message)
                {
                    count++;
                    await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true);
                }
                return await channel.MessageCountAsync($"{Queue}_error") == 1;
            }, "the broker gives it up");
            return count;
        });

        Assert.Equal(11, deliveries);
        await host.Wake();
        await Until.True(
            async () => await host.Value<long>($"SELECT count(*) FROM dead_letters WHERE message_id = '{id}'") == 1,
            "it waits for an operator");
        Assert.Equal("The broker gave up: delivery_limit.",
            await host.Value<string>($"SELECT reason FROM dead_letters WHERE message_id = '{id}'"));
    }

    public sealed class SleepingHost : CounterHost
    {
        internal Task Wake() => base.Start();

        internal Task Sleep() => base.Stop();

        protected override Task Start() => Task.CompletedTask;
    }
}
