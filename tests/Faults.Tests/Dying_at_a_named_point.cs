namespace ProjetK.FaultTests;

[Collection(typeof(With_one_of_each))]
public sealed class Dying_at_a_named_point(CrashingStack stack, Dying_at_a_named_point.Memory memory)
    : IClassFixture<Dying_at_a_named_point.Memory>
{
    public static TheoryData<string, int> Runs
    {
        get
        {
            var runs = new TheoryData<string, int>();
            foreach (var point in Plan.Points)
                for (var seed = 1; seed <= Form.Count(1, 25); seed++)
                    runs.Add(point, seed);
            return runs;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public async Task leaves_each_answer_true_once_and_everything_published_and_applied_once(string point, int seed)
    {
        var plan = new Plan(point, seed);
        // A passage that this play does not reach gives way to the first, which every play reaches.
        if (await Run(plan, plan.Passage) || (plan.Passage > 1 && await Run(plan, passage: 1)))
            return;
        Assert.Fail($"Nobody died: {plan}");
    }

    private async Task<bool> Run(Plan plan, int passage)
    {
        // What came in since the last run was checked came too late, and shows.
        var before = memory.Counts ?? await Counts.Read(stack);
        (memory.Counts, stack.Journal) = (null, new());
        await using var broker = await Broker.Connect(stack);
        await broker.Listen(_ => Task.CompletedTask);
        var play = new Play(stack, broker, plan);
        var reckoning = new Reckoning(stack, broker, play, before);
        var died = await Run(plan, passage, play, reckoning);
        Form.Report($"{plan.Service} died {(died ? 1 : 0)} times at {plan.Point}:{passage}, seed {plan.Seed}");
        var letters = await Letters.Waiting(stack, plan.Service, plan.Poisons);
        Assert.All(letters, letter => Assert.Equal(1, letter.DeliveryCount));
        await Letters.Discard(stack, letters);
        await reckoning.Clear();
        memory.Counts = await Counts.Read(stack);
        return died;
    }

    private async Task<bool> Run(Plan plan, int passage, Play play, Reckoning reckoning)
    {
        var trap = Trap.Set(stack, plan, passage);
        bool diedBefore;
        try
        {
            await play.Perform();
            diedBefore = trap.HasSprung;
            await reckoning.Holds(plan.Service, plan.Poisons);
        }
        catch
        {
            await trap.Disarm();
            await play.Clear();
            throw;
        }
        var died = await trap.Disarm();
        // It may have died after all was well: so is it again.
        if (!diedBefore)
            await reckoning.Holds(plan.Service, plan.Poisons);
        return died;
    }

    /// <summary>Keeps from run to run how many rows there were.</summary>
    public sealed class Memory
    {
        internal IReadOnlyDictionary<string, long>? Counts { get; set; }
    }
}
