namespace ProjetK.FaultTests;

/// <summary>An armed crash point: waits for the process that dies there and starts the service again at
/// once.</summary>
internal sealed class Trap
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource disarming = new();
    private readonly CrashingStack stack;
    private readonly Plan plan;
    private readonly string file;
    private readonly Task<bool> watch;

    private Trap(CrashingStack stack, Plan plan, int passage)
    {
        (this.stack, this.plan, file) = (stack, plan, stack.CrashFile(plan.Service));
        var victim = Assert.Single(stack.Faults.ProcessesOf(plan.Service));
        File.WriteAllText($"{file}.new", $"{plan.Point}:{passage}");
        // A rename is seen whole or not at all.
        File.Move($"{file}.new", file, overwrite: true);
        watch = Task.Run(() => Watch(victim));
    }

    public static Trap Set(CrashingStack stack, Plan plan, int passage) => new(stack, plan, passage);

    /// <summary>True when the process has died at the point and the service is back.</summary>
    public bool HasSprung => watch is { IsCompletedSuccessfully: true, Result: true };

    /// <summary>Ends the wait; true when the process died at the point, and the service is back.</summary>
    public async Task<bool> Disarm()
    {
        File.Delete(file);
        await disarming.CancelAsync();
        var sprung = await watch;
        disarming.Dispose();
        return sprung;
    }

    private async Task<bool> Watch(int victim)
    {
        // Whoever dies there renames the file to its own process id, and nobody else.
        var sign = $"{file}.{victim}";
        while (!File.Exists(sign))
        {
            if (disarming.IsCancellationRequested && !File.Exists(sign))
                return false;
            await Task.Delay(Pulse);
        }
        File.Delete(sign);
        await Eventually.Get(() => Task.FromResult(stack.Faults.ProcessesOf(plan.Service)),
            processes => !processes.Contains(victim), $"the death of {plan.Service}");
        await stack.Faults.StartAsync(plan.Service);
        // The first seed waits until the lease of the relay that died is over; what the others wait for has been seen
        // then.
        if (plan.Seed > 1)
            await stack.Column<Guid>(plan.Service,
                "UPDATE outbox SET claimed_until = '-infinity' WHERE claimed_until > now() RETURNING id");
        return true;
    }
}
