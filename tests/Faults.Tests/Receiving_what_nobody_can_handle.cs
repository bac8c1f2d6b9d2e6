using ProjetK.Operations.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

[Collection(typeof(With_one_of_each))]
public sealed class Receiving_what_nobody_can_handle(CrashingStack stack)
{
    private const string Fronsac = "33174", Withdrawals = "funding-release-funds",
        InboxKey = "funding-application-withdrawn";
    private const int Good = 1200, Poisons = 12;

    [Fact]
    public async Task sets_it_aside_with_its_reason_until_an_operator_gives_it_up()
    {
        await using var broker = await Broker.Connect(stack);
        const string queue = "applications-confirm-selection";
        await broker.Put(queue, Poison(0));
        await broker.Put(queue, Poison(1));
        await broker.Put(queue, Messages.Envelope("FundsReserved", new
        {
            ProposalId = Guid.NewGuid(),
            ApplicationId = Guid.Empty,
            GrantId = Guid.NewGuid(),
            Envelope = "none",
            TotalCents = 1,
            ReserveTime = DateTimeOffset.UnixEpoch,
            Version = 1,
        }));

        var letters = await Letters.Waiting(stack, "applications", 3);
        Assert.DoesNotContain("", letters.Select(letter => letter.Reason));
        Assert.Contains(letters, letter => letter.Reason.Contains($"applications/{Guid.Empty}"));
        await Letters.Discard(stack, letters);
        Assert.Equal(3, await stack.Value<long>(
            "applications", "SELECT count(*) FROM discarded_messages WHERE message_id = ANY ($1)",
            letters.Select(letter => Guid.Parse(letter.Name.Split('/')[^1][..36])).ToArray()));
        await Letters.Waiting(stack, "applications", 0);
        Form.Report($"{letters.Count} messages set aside");
    }

    [Fact]
    public async Task delivers_it_again_when_the_cause_is_mended_and_has_its_effect_once()
    {
        var round = await Journeys.Round(stack);
        var candidacy = await (await Candidacy.Draft(round, Fronsac)).Reach(State.UnderReview);
        // A deployment that forgot a right: what the service receives fails, whatever it tries.
        await stack.Execute("funding", "REVOKE INSERT ON proposals FROM funding");
        DeadLetter letter;
        try
        {
            await candidacy.Select();
            letter = Assert.Single(await Letters.Waiting(stack, "funding", 1));
            Assert.Contains("permission denied", letter.Reason);
            await Letters.Redeliver(stack, letter);
            letter = Assert.Single(await Letters.Waiting(stack, "funding", 1));
            Assert.Equal(2, letter.DeliveryCount);
            Assert.Equal(State.SelectionPending, (await candidacy.Read()).State);
        }
        finally
        {
            await stack.Execute("funding", "GRANT INSERT ON proposals TO funding");
        }

        await Letters.Redeliver(stack, letter);
        await candidacy.BeAnswered();
        Assert.Equal(State.Selected, candidacy.Application.State);
        await Letters.Waiting(stack, "funding", 0);
        Assert.Equal(1, await stack.Value<long>(
            "funding", "SELECT count(*) FROM grants WHERE envelope = $1", round.Envelope["envelopes/".Length..]));
        await candidacy.Withdraw();
        Form.Report($"1 message delivered again in vain and once more after the repair");
    }

    [Fact]
    public async Task lets_every_good_message_among_it_have_its_effect()
    {
        await using var broker = await Broker.Connect(stack);
        await Pace(broker, poisons: 0);
        var ratios = new List<double>();
        // The pace is a measure and no verdict: one measurement differs from the next by more than what is measured.
        while (ratios.Count < Form.Count(1, 120))
        {
            var alone = ratios.Count % 2 == 0 ? await Pace(broker, poisons: 0) : 0;
            var beside = await Pace(broker, Poisons);
            await Letters.Discard(stack, await Letters.Waiting(stack, "funding", Poisons));
            alone = alone > 0 ? alone : await Pace(broker, poisons: 0);
            ratios.Add(beside / alone);
        }
        Form.Report($"{Centre(ratios):0.000} of the pace beside {ratios.Count} times {Poisons} poisoned among {Good}");
        Form.Report($"{string.Join(' ', ratios.Select(ratio => ratio.ToString("0.00")))}");
    }

    /// <summary>How many good messages of one queue have their effect in a second.</summary>
    private async Task<double> Pace(Broker broker, int poisons)
    {
        var ids = Enumerable.Range(0, Good).Select(_ => Guid.NewGuid()).ToArray();
        var every = Good / Math.Max(poisons, 1);
        for (var message = 0; message < Good; message++)
        {
            if (message % every == 0 && message / every < poisons)
                await broker.Put(Withdrawals, Poison(message / every));
            await broker.Put(Withdrawals, Messages.Envelope("ApplicationWithdrawn", Withdrawal(), ids[message]));
        }
        // The query below takes the database from those who are measured: it is asked only at the end.
        await Eventually.Get(() => broker.Count(Withdrawals), count => count == 0, "an empty queue");
        await Eventually.Get(() => stack.Value<long>("funding",
            "SELECT count(*) FROM inbox WHERE consumer = $1 AND message_id = ANY ($2)", InboxKey, ids),
            count => count == Good, "every good message");
        return await stack.Value<double>("funding",
            """
            SELECT (count(*) / extract(epoch FROM max(receive_time) - min(receive_time)))::float8
            FROM inbox WHERE consumer = $1 AND message_id = ANY ($2)
            """, InboxKey, ids);
    }

    private static string Poison(int number) => (number % 3) switch
    {
        0 => $"{{ no JSON {Guid.NewGuid()}",
        1 => Messages.Envelope("Unknown", new { Nothing = true }),
        // Without an id it fails, and is tried again, in the consumer itself.
        _ => Messages.Envelope("ApplicationWithdrawn", Withdrawal(), Guid.Empty),
    };

    private static object Withdrawal() => new
    {
        ApplicationId = Guid.NewGuid(),
        Call = "none",
        WithdrawTime = DateTimeOffset.UnixEpoch,
        Version = 1,
    };

    /// <summary>What Hodges and Lehmann estimate: the median of the means of each two. It is as little moved by a
    /// measurement gone wrong as the median itself, and differs less from one series to the next.</summary>
    private static double Centre(List<double> ratios) => ratios
        .SelectMany(one => ratios.Select(other => Math.Sqrt(one * other)))
        .Order().ElementAt(ratios.Count * ratios.Count / 2);
}
