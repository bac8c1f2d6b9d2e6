namespace ProjetK.Applications;

/// <summary>How far a project is; the numbers are those of the contract.</summary>
internal enum Maturity { None, Idea, Formalised, UnderWay, ToRevive }

/// <summary>How far a project reaches; the numbers are those of the contract.</summary>
internal enum Ambition { None, FlagshipAction, Systemic }

/// <summary>On which land a project stands; the numbers are those of the contract.</summary>
internal enum Land { None, Planted, Built, Both, Undecided }

/// <summary>What a territory wants to do.</summary>
internal sealed record Project
{
    public string Title { get; init; } = "";
    public string Summary { get; init; } = "";
    public Maturity Maturity { get; init; }
    public Ambition Ambition { get; init; }
    public Land Land { get; init; }
    public IReadOnlyList<string> Themes { get; init; } = [];
    public IReadOnlyList<string> SharedValues { get; init; } = [];
    public IReadOnlyList<string> Ideas { get; init; } = [];
    public string Attendance { get; init; } = "";
    public string Needs { get; init; } = "";
    public string Coordination { get; init; } = "";
}

/// <summary>A person to talk to about an application.</summary>
internal sealed record Contact(string DisplayName, string Function, string Email, string Phone);

/// <summary>Whom to talk to about an application.</summary>
internal sealed record Contacts(Contact? ElectedReferent, Contact? TechnicalReferent)
{
    public static readonly Contacts None = new(null, null);
}
