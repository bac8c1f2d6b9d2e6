using System.Diagnostics;

namespace ProjetK.Foundation;

/// <summary>The span of what looks again and again whether there is work, and mostly finds none: it shows only when it
/// found some, or failed.</summary>
internal static class QuietSpan
{
    private const string Mark = "quiet";

    public static Activity? Start(string name)
    {
        var span = Meters.Activities.StartActivity(name);
        if (span is not { IsAllDataRequested: true })
            return span;
        span.SetCustomProperty(Mark, Mark);
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        return span;
    }

    /// <summary>Lets the current span show, and what follows in it, if it is such a one.</summary>
    public static void Wake()
    {
        if (Activity.Current is not { } span || span.GetCustomProperty(Mark) is null)
            return;
        span.IsAllDataRequested = true;
        span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
    }
}
