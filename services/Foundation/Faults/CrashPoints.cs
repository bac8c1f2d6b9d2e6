using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace ProjetK.Foundation;

/// <summary>A place where a test may end the process as a power cut would.</summary>
internal enum CrashPoint
{
    /// <summary>A request has come, its transaction has not begun.</summary>
    BeforeTransaction,

    /// <summary>Half of the statements that the commit would carry are carried out.</summary>
    InBatch,

    /// <summary>The effect is committed, the caller has no answer.</summary>
    AfterCommit,

    /// <summary>The relay has claimed events and published none.</summary>
    RelayAfterClaim,

    /// <summary>The relay has begun to publish an event; the broker has it or not.</summary>
    RelayBeforeConfirm,

    /// <summary>The broker has confirmed events that are still in the outbox.</summary>
    RelayBeforeDelete,

    /// <summary>A consumer has done its work and not committed.</summary>
    ConsumerBeforeCommit,

    /// <summary>A consumer has committed.</summary>
    ConsumerAfterCommit,

    /// <summary>A consumer is done; the broker does not know.</summary>
    ConsumerBeforeAcknowledgement,

    /// <summary>A dead letter is in the table and still in the broker.</summary>
    MoverBeforeAcknowledgement,

    /// <summary>A mail is on its way and still in the table.</summary>
    CarrierBeforeDelete,
}

/// <summary>Ends the process at the n-th passage of one named place, in the environment Test only: at
/// <c>Faults:CrashAt=AfterCommit:3</c> from its start, or whenever a test writes that into the file that
/// <c>Faults:CrashFile</c> names. Without these settings a passage is two comparisons.</summary>
internal static class CrashPoints
{
    private static CrashPoint? armed;
    private static int remaining;
    private static CrashFile? file;

    /// <summary>Reads the settings; refuses them where they could do harm, and a name that no place has.</summary>
    public static void AddCrashPoints(this WebApplicationBuilder builder)
    {
        var (setting, path) = (builder.Configuration["Faults:CrashAt"], builder.Configuration["Faults:CrashFile"]);
        if (setting is not { Length: > 0 } && path is not { Length: > 0 })
            return;
        if (!builder.Environment.IsEnvironment("Test"))
            throw new InvalidOperationException(
                "Faults:CrashAt and Faults:CrashFile may be set in the environment Test only.");
        if (setting is { Length: > 0 })
            (armed, remaining) = Parse(setting);
        if (path is { Length: > 0 })
            file = new(path);
    }

    /// <summary>The place and the number of the passage.</summary>
    public static (CrashPoint Point, int Passage) Parse(string setting)
    {
        var parts = setting.Split(':');
        var passage = 1;
        if (parts.Length > 2 || !Enum.TryParse<CrashPoint>(parts[0], out var point) || !Enum.IsDefined(point)
            || (parts.Length == 2 && (!int.TryParse(parts[1], out passage) || passage < 1)))
            throw new InvalidOperationException($"Faults:CrashAt: {setting} is not <{nameof(CrashPoint)}>[:n].");
        return (point, passage);
    }

    /// <summary>True when the process may end there sooner or later.</summary>
    public static bool IsArmed(CrashPoint point) => armed == point || file is not null;

    /// <summary>True when the process shall end there now.</summary>
    public static bool IsDue(CrashPoint point) =>
        (armed == point && Interlocked.Decrement(ref remaining) == 0) || file?.IsDue(point) is true;

    /// <summary>Kills the process if this point is armed and due; otherwise returns.</summary>
    public static void Pass(CrashPoint point)
    {
        if (IsDue(point))
            Crash();
    }

    /// <summary>Ends the process without a word to anybody: no disposal, no buffer written.</summary>
    public static void Crash()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
