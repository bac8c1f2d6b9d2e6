namespace ProjetK.AppHost.LocalHosting;

/// <summary>What becomes of the stack's data.</summary>
internal sealed record StackOptions(bool Ephemeral, bool Reset, bool Testing)
{
    public static readonly IReadOnlyList<string> Flags = ["--ephemeral", "--reset"];

    public static StackOptions From(string[] args, bool testing) =>
        new(testing || args.Contains("--ephemeral"), args.Contains("--reset"), testing);
}
