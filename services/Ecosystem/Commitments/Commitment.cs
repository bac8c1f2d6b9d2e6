namespace ProjetK.Ecosystem;

/// <summary>What one actor brings to one territory: asked for by a link, counted once the actor said yes.</summary>
internal sealed record Commitment(
    Guid Id,
    Guid Territory,
    Guid Actor,
    IReadOnlyList<Resource> Brings,
    string Statement,
    IReadOnlyList<string> Values,
    CommitmentState State,
    SecretLink? Link,
    DateTimeOffset? AnswerTime,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    public const string Pattern = "territories/{territory}/commitments/{commitment}";

    /// <summary>How long an invitation can be answered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public string Name => $"{Ecosystem.Territory.NameOf(Territory)}/commitments/{Id}";

    public static Commitment Invite(
        Guid id, Guid territory, Guid actor, IReadOnlyList<Resource> brings, string statement, string secret,
        DateTimeOffset now) => new(
            id, territory, actor, brings, statement, [], CommitmentState.Invited, LinkOf(secret, now), null, now, now, 1);

    /// <summary>Asks again while unanswered: the old link dies.</summary>
    public Commitment Renew(IReadOnlyList<Resource> brings, string statement, string secret, DateTimeOffset now)
    {
        Require(CommitmentState.Invited);
        return Change(State, now) with { Brings = brings, Statement = statement, Link = LinkOf(secret, now) };
    }

    /// <summary>The actor says yes; what it leaves empty stays as it was asked.</summary>
    public Commitment Confirm(
        string secret, IReadOnlyList<Resource> brings, string statement, IReadOnlyList<string> values,
        DateTimeOffset now) =>
        Answer(CommitmentState.Confirmed, secret, now) with
        {
            Brings = brings.Count > 0 ? brings : Brings,
            Statement = statement.Length > 0 ? statement : Statement,
            Values = values,
        };

    public Commitment Decline(string secret, DateTimeOffset now) => Answer(CommitmentState.Declined, secret, now);

    /// <summary>The commitment as it stands at that instant: an invitation expires whoever notices it.</summary>
    public Commitment At(DateTimeOffset now) =>
        State == CommitmentState.Invited && Link is { } link && now >= link.ExpireTime ? Expire() : this;

    /// <summary>Nobody answered in time.</summary>
    public Commitment Expire()
    {
        Require(CommitmentState.Invited);
        return Change(CommitmentState.Expired, Link!.ExpireTime);
    }

    public Commitment End(DateTimeOffset now)
    {
        Require(CommitmentState.Confirmed);
        return Change(CommitmentState.Ended, now);
    }

    /// <summary>The actor is erased: it takes part no more, and its words go.</summary>
    public Commitment Forget(DateTimeOffset now) =>
        (IsLive ? GiveWay(now) : Change(State, now) with { Link = Link }) with { Statement = "" };

    /// <summary>Another commitment of the same actor stays.</summary>
    public Commitment GiveWay(DateTimeOffset now) =>
        Change(State == CommitmentState.Confirmed ? CommitmentState.Ended : CommitmentState.Expired, now);

    /// <summary>The actor was taken in by another.</summary>
    public Commitment MoveTo(Guid actor, DateTimeOffset now) => Change(State, now) with { Actor = actor, Link = Link };

    /// <summary>The commitments of two actors as those of one: all move to it, and of two in one territory the second
    /// gives way. Only those that change.</summary>
    public static IEnumerable<(Commitment Before, Commitment After)> Merge(
        IEnumerable<Commitment> commitments, Guid into, DateTimeOffset now)
    {
        var taken = new HashSet<Guid>();
        foreach (var before in commitments)
        {
            var after = before.At(now);
            if (after.IsLive && !taken.Add(after.Territory))
                after = after.GiveWay(now);
            if (after.Actor != into)
                after = after.MoveTo(into, now);
            if (after != before)
                yield return (before, after);
        }
    }

    /// <summary>True while it is open or confirmed.</summary>
    public bool IsLive => State is CommitmentState.Invited or CommitmentState.Confirmed;

    private static SecretLink LinkOf(string secret, DateTimeOffset now) => SecretLink.For(secret, now + Lifetime);

    // Wrong, used, too old: the answer must not tell which.
    private Commitment Answer(CommitmentState state, string secret, DateTimeOffset now) =>
        State == CommitmentState.Invited && Link!.Opens(secret, now)
            ? Change(state, now) with { AnswerTime = now }
            : throw Errors.LinkExpired();

    private Commitment Change(CommitmentState state, DateTimeOffset now) =>
        this with { State = state, Link = null, UpdateTime = now, Version = Version + 1 };

    private void Require(CommitmentState state)
    {
        if (State != state)
            throw Errors.WrongState(Name, State, state);
    }
}

/// <summary>Where a commitment stands; only confirmed ones count. Numbered as on the wire.</summary>
internal enum CommitmentState
{
    Invited = 1,
    Confirmed = 2,
    Declined = 3,
    Expired = 4,
    Ended = 5,
}

/// <summary>What an actor can bring; numbered as on the wire.</summary>
internal enum Resource
{
    Time = 1,
    Space = 2,
    Money = 3,
    Skill = 4,
    Equipment = 5,
}
