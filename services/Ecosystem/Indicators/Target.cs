namespace ProjetK.Ecosystem;

/// <summary>What a call wants its territories to reach.</summary>
internal sealed record Target(string Indicator, string Title, decimal Value, string Unit)
{
    /// <summary>What of a measure is compared: a target below zero is a fall since the baseline, in percent where only
    /// the target is; any other is compared as it is.</summary>
    public decimal Compared(Indicator measure) => measure switch
    {
        _ when Value >= 0 => measure.Value,
        { Baseline: not null and not 0 } when IsPercent(Unit) && !IsPercent(measure.Unit) =>
            measure.Change!.Value / Math.Abs(measure.Baseline!.Value) * 100,
        { Change: { } change } => change,
        _ => measure.Value,
    };

    /// <summary>How one territory stands; without a measure it is open.</summary>
    public OutcomeState Judge(Indicator? measure) => measure is null
        ? OutcomeState.Open
        : (Value < 0 ? Compared(measure) <= Value : Compared(measure) >= Value)
            ? OutcomeState.Reached
            : OutcomeState.Missed;

    /// <summary>How a whole stands: reached when all its parts are, missed when one is, open while one is or there is
    /// none.</summary>
    public static OutcomeState Join(IReadOnlyCollection<OutcomeState> parts) =>
        parts.Count == 0 || parts.Contains(OutcomeState.Open) ? OutcomeState.Open
        : parts.Contains(OutcomeState.Missed) ? OutcomeState.Missed
        : OutcomeState.Reached;

    private static bool IsPercent(string unit) => unit.TrimStart().StartsWith('%');
}

/// <summary>Whether a target is reached; numbered as on the wire.</summary>
internal enum OutcomeState
{
    Open = 1,
    Reached = 2,
    Missed = 3,
}
