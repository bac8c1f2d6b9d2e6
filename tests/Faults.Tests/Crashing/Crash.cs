namespace ProjetK.FaultTests;

/// <summary>One death of a play: at which passage of which point, and whose.</summary>
internal sealed record Crash(string Point, string Service, int Passage)
{
    public override string ToString() => $"{Service} at {Point}:{Passage}";
}
