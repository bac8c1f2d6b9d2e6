namespace ProjetK.AppHost.LocalHosting;

/// <summary>A program to run, and how it wants to be stopped.</summary>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
    public required string WorkingDirectory { get; init; }
    public string StopSignal { get; init; } = "TERM";
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}
