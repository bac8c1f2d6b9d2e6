namespace ProjetK.FaultTests;

[Collection(typeof(With_one_of_each))]
public sealed class Dying_at_a_named_point(CrashingStack stack, Dying_at_a_named_point.Memory memory)
    : IClassFixture<Dying_at_a_named_point.Memory>
{
    public static TheoryData<int, int> Plays
    {
        get
        {
            var plays = new TheoryData<int, int>();
            for (var seed = 1; seed <= Form.Count(1, 25); seed++)
                foreach (var plan in Plan.Of(seed))
                    plays.Add(seed, plan.Part);
            return plays;
        }
    }

    [Theory, MemberData(nameof(Plays))]
    public async Task leaves_each_answer_true_once_and_everything_published_and_applied_once(int seed, int part)
    {
        var plan = Plan.Of(seed)[part];
        var alive = await Run(plan);
        // A passage that this play does not reach gives way to the first, which every play reaches.
        var early = alive.Where(crash => crash.Passage > 1).Select(crash => crash with { Passage = 1 }).ToList();
        Assert.True(alive.Count == early.Count, $"Did not die: {string.Join(", ", alive)}");
        Assert.Empty(early.Count == 0 ? [] : await Run(plan with { Crashes = early }));
    }

    /// <summary>Plays, reckons and clears up; gives the deaths that did not come about.</summary>
    private async Task<IReadOnlyList<Crash>> Run(Plan plan)
    {
        await using var broker = await Broker.Connect(stack);
        // What came in since the last run was checked came too late, and shows.
        var before = memory.Counts ?? await Counts.Settle(stack, broker);
        (memory.Counts, stack.Journal) = (null, new());
        await broker.Listen(_ => Task.CompletedTask);
        var play = new Play(stack, broker, plan);
        var reckoning = new Reckoning(stack, broker, play, before);
        var alive = await Run(plan, play, reckoning);
        Form.Report($"Died: {string.Join(", ", plan.Crashes.Except(alive))}; seed {plan.Seed}");
        if (plan.Poisoned is { } poisoned)
        {
            var letters = await Letters.Waiting(stack, poisoned, plan.Poisons);
            Assert.All(letters, letter => Assert.Equal(1, letter.DeliveryCount));
            await Letters.Discard(stack, letters);
        }
        await reckoning.Clear();
        memory.Counts = await Counts.Read(stack);
        return alive;
    }

    private async Task<IReadOnlyList<Crash>> Run(Plan plan, Play play, Reckoning reckoning)
    {
        // The first seed waits out what a dead relay has claimed; what the others would wait for has been seen then.
        var traps = plan.Crashes.Select(crash => Trap.Set(stack, crash, waits: plan.Seed == 1)).ToList();
        bool diedBefore;
        try
        {
            await play.Perform();
            diedBefore = traps.TrueForAll(trap => trap.HasSprung);
            await reckoning.Holds(plan);
        }
        catch
        {
            await Task.WhenAll(traps.Select(trap => trap.Disarm()));
            await play.Clear();
            throw;
        }
        var died = await Task.WhenAll(traps.Select(trap => trap.Disarm()));
        // Somebody may have died after all was well: so is it again.
        if (!diedBefore)
            await reckoning.Holds(plan);
        return [.. traps.Zip(died).Where(pair => !pair.Second).Select(pair => pair.First.Crash)];
    }

    /// <summary>Keeps from run to run how many rows there were.</summary>
    public sealed class Memory
    {
        internal IReadOnlyDictionary<string, long>? Counts { get; set; }
    }
}
