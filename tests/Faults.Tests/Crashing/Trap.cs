namespace ProjetK.FaultTests;

/// <summary>An armed crash point: waits for the process that dies there and starts the service again at
/// once.</summary>
internal sealed class Trap
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource disarming = new();
    private readonly CrashingStack stack;
    private readonly bool waits;
    private readonly string file;
    private readonly Task<bool> watch;

    private Trap(CrashingStack stack, Crash crash, bool waits)
    {
        (this.stack, Crash, this.waits, file) = (stack, crash, waits, stack.CrashFile(crash.Service));
        var victim = Assert.Single(stack.Faults.ProcessesOf(crash.Service));
        File.WriteAllText($"{file}.new", $"{crash.Point}:{crash.Passage}");
        // A rename is seen whole or not at all.
        File.Move($"{file}.new", file, overwrite: true);
        watch = Task.Run(() => Watch(victim));
    }

    public Crash Crash { get; }

    /// <summary>Waits for it from now on. A relay that died may hold events until its lease is over: for these
    /// <paramref name="waits"/>, or they are freed.</summary>
    public static Trap Set(CrashingStack stack, Crash crash, bool waits) => new(stack, crash, waits);

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
        await Eventually.Get(() => Task.FromResult(stack.Faults.ProcessesOf(Crash.Service)),
            processes => !processes.Contains(victim), $"the death of {Crash.Service}");
        await stack.Faults.StartAsync(Crash.Service);
        if (!waits)
            await stack.Column<Guid>(Crash.Service,
                "UPDATE outbox SET claimed_until = '-infinity' WHERE claimed_until > now() RETURNING id");
        return true;
    }
}
