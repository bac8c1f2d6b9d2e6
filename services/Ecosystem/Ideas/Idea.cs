namespace ProjetK.Ecosystem;

/// <summary>Something a territory can do on its land.</summary>
internal sealed record Idea(string Id, string DisplayName, Land Land, int Position)
{
    public const string Pattern = "ideas/{idea}";

    /// <summary>What it is; the ideas of the call's presentation go without saying.</summary>
    public string Description { get; init; } = "";

    /// <summary>True when somebody proposed it after the call's presentation.</summary>
    public bool Proposed { get; init; }

    public string Name => $"ideas/{Id}";

    public V1.Idea ToProto() => new()
    {
        Name = Name,
        DisplayName = DisplayName,
        Land = (V1.Idea.Types.Land)Land,
        Description = Description,
        Proposed = Proposed,
    };
}

/// <summary>On which land an idea grows; numbered as on the wire.</summary>
internal enum Land
{
    Planted = 1,
    Built = 2,
}
