using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Where a grant stands.</summary>
internal enum GrantState
{
    Reserved,
    Committed,
    Completed,
    Released,
    Terminated,
}

/// <summary>The signed agreement between the syndicate and the beneficiary.</summary>
internal sealed record Agreement(string Number, DateTimeOffset SignTime);

/// <summary>Money for one application, held in full for all its years from the day it is reserved.</summary>
internal sealed record Grant(
    Guid Id,
    Guid Application,
    long ApplicationVersion,
    Guid Territory,
    string Envelope,
    string BeneficiaryCommune,
    IReadOnlyList<string> Communes,
    int Population,
    GrantAmounts Amounts,
    Agreement? Agreement,
    GrantState State,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    /// <summary>What a proposal receives from an envelope, from the population it carries.</summary>
    public static Grant Reserve(SelectionProposed proposal, Envelope envelope, Guid id, DateTimeOffset now) => new(
        id, proposal.ApplicationId, proposal.Version, proposal.TerritoryId, envelope.Id, proposal.BeneficiaryCommune,
        proposal.Communes ?? [proposal.BeneficiaryCommune], proposal.Population, envelope.Rates.For(proposal.Population), null, GrantState.Reserved, now, now, 1);

    /// <summary>The account of the envelope that holds its money while nothing of it is paid.</summary>
    public Account Account => State switch
    {
        GrantState.Reserved => Account.Reserved,
        GrantState.Committed => Account.Committed,
        GrantState.Completed or GrantState.Released or GrantState.Terminated =>
            throw Errors.WrongState(this, GrantState.Reserved, GrantState.Committed),
    };

    /// <summary>The agreement is signed.</summary>
    public Grant Commit(Agreement agreement, DateTimeOffset now) =>
        From(now, GrantState.Reserved) with { State = GrantState.Committed, Agreement = agreement };

    /// <summary>Everything is paid.</summary>
    public Grant Complete(DateTimeOffset now) =>
        From(now, GrantState.Committed) with { State = GrantState.Completed };

    /// <summary>Given back before anything was paid.</summary>
    public Grant Release(DateTimeOffset now) =>
        From(now, GrantState.Reserved, GrantState.Committed) with { State = GrantState.Released };

    /// <summary>Ended early, after the agreement.</summary>
    public Grant Terminate(DateTimeOffset now) =>
        From(now, GrantState.Committed) with { State = GrantState.Terminated };

    private Grant From(DateTimeOffset now, params GrantState[] allowed) => allowed.Contains(State)
        ? this with { UpdateTime = now, Version = Version + 1 }
        : throw Errors.WrongState(this, allowed);
}
