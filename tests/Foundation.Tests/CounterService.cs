using Grpc.Core;
using ProjetK.Events;
using ProjetK.Foundation;
using ProjetK.ServiceDefaults;
using ProjetK.Test.V1;

namespace ProjetK.Events
{
    /// <summary>A counter reached a value; tries the way from outbox to inbox.</summary>
    [ConsumedBy("counter/ReceiveCountedUp")]
    public sealed record CountedUp(string Name, long Value);

    /// <summary>An event that a service must receive which never ran.</summary>
    [ConsumedBy("absent/Rest")]
    public sealed record CounterRested(string Name);

    /// <summary>An event that two services must receive which never ran.</summary>
    [ConsumedBy("absent/Share", "missing/Share")]
    public sealed record CounterShared(string Name);

    /// <summary>An event to which one service reacts in two ways.</summary>
    [ConsumedBy("counter/Tally", "counter/Applaud")]
    public sealed record CounterWon(string Name);
}

namespace ProjetK.Foundation.Tests
{
    /// <summary>The smallest service that uses everything.</summary>
    internal sealed class Counters(
        Mutations mutations, Database database, CountingWork counting, OutgoingMails? mails = null)
        : CounterService.CounterServiceBase
    {
        /// <summary>By how much to count so that it is not recorded.</summary>
        public const int Forgetful = 5;

        public override Task<Counter> CountUp(CountUpRequest request, ServerCallContext context) =>
            mutations.Run(request, context, async transaction =>
            {
                var value = await transaction.QueryOne(
                    "SELECT value FROM counters WHERE name = $1 FOR UPDATE", row => row.GetInt64(0), request.Name);
                await counting.Hold(request.Name);
                if (request.Amount == 7)
                    throw new DomainException(StatusCode.FailedPrecondition, "SEVEN", "Seven is refused.");
                if (request.Amount == 13)
                    throw new InvalidOperationException("secret detail of System.String");
                var counted = value + request.Amount;
                transaction.Add("""
                    INSERT INTO counters (name, value, update_time) VALUES ($1, $2, $3)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value, update_time = excluded.update_time
                    """, request.Name, counted, transaction.Now);
                transaction.Announce(new CountedUp(request.Name, counted));
                mails?.Write(
                    transaction, new MailRecipient.Address("counter@example.fr", ""), new("COUNTED", request.Name, ""));
                if (request.Amount != Forgetful)
                    transaction.Record(request.Name, value == 0 ? null : "COUNTING", "COUNTING", "value");
                return new Counter
                {
                    Name = request.Name,
                    Value = counted,
                    UpdateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(transaction.Now),
                };
            });

        public override async Task<Counter> GetCounter(GetCounterRequest request, ServerCallContext context) =>
            await database.QueryOne(
                "SELECT value FROM counters WHERE name = $1",
                row => new Counter { Name = request.Name, Value = row.GetInt64(0) },
                context.CancellationToken, request.Name)
            ?? throw CommonErrors.NotFound(request.Name);

        public override Task<Counter> ResetCounter(GetCounterRequest request, ServerCallContext context) =>
            Task.FromResult(new Counter { Name = request.Name });

        public override async Task<ListCountersResponse> ListCounters(
            ListCountersRequest request, ServerCallContext context)
        {
            var page = Page.Of(request);
            var rows = await database.Query(
                "SELECT name, value FROM counters WHERE name > $1 AND starts_with(name, $2) ORDER BY name LIMIT $3",
                row => new Counter { Name = row.GetString(0), Value = row.GetInt64(1) },
                context.CancellationToken, page.After<string>() ?? "", request.Prefix, page.Limit);
            var next = page.Cut(rows, counter => counter.Name);
            return new ListCountersResponse { Counters = { rows }, NextPageToken = next };
        }
    }

    /// <summary>A service without rules of access.</summary>
    internal sealed class Unruled : UnruledService.UnruledServiceBase;

    /// <summary>Lets a test stop work in the middle of its transaction, and repair a consumer.</summary>
    internal sealed class CountingWork
    {
        public Func<string, Task> Hold { get; set; } = _ => Task.CompletedTask;

        /// <summary>Whether the consumer can handle what it could not.</summary>
        public bool Repaired { get; set; }

        /// <summary>Every attempt of a consumer: which, and at what.</summary>
        public System.Collections.Concurrent.ConcurrentQueue<(string Consumer, string Name)> Attempts { get; } = [];
    }
}
