namespace ProjetK.Applications;

/// <summary>The deadlines that hold for one application alone, where the syndicate granted it more time than the
/// call.</summary>
internal sealed record OwnDeadlines(
    OwnDeadline? Intent = null, OwnDeadline? Engagement = null, OwnDeadline? Deliberation = null)
{
    public static readonly OwnDeadlines None = new();

    public OwnDeadline? Of(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Intent => Intent,
        DeadlineKind.Engagement => Engagement,
        DeadlineKind.Deliberation => Deliberation,
    };

    public OwnDeadlines With(DeadlineKind kind, OwnDeadline deadline) => kind switch
    {
        DeadlineKind.Intent => this with { Intent = deadline },
        DeadlineKind.Engagement => this with { Engagement = deadline },
        DeadlineKind.Deliberation => this with { Deliberation = deadline },
    };
}

/// <summary>More time for one letter, and why.</summary>
internal sealed record OwnDeadline(DateTimeOffset Time, string Reason);

/// <summary>What a deadline is for; the numbers are those of the contract.</summary>
internal enum DeadlineKind { Intent = 1, Engagement, Deliberation }
