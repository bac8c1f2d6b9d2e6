namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>The applicant takes it back.</summary>
    public Application Withdraw(string reason, DateTimeOffset now)
    {
        var withdrawn = Advance(Transition.WithdrawApplication, now) with
        {
            Proposal = null,
            WithdrawalReason = reason,
        };
        return withdrawn.Announcing(withdrawn.ToApplicationWithdrawn());
    }

    /// <summary>A deadline passed without the letter or the agreement it was for. Where the selection was not
    /// announced, others hear of both together.</summary>
    public Application Lapse(DateTimeOffset now)
    {
        var lapsed = Advance(Transition.Lapse, now);
        return lapsed.IsVeiled ? lapsed : lapsed.Announcing(lapsed.ToApplicationLapsed());
    }

    /// <summary>Funding gave a grant back; null when it is none of this application's now.</summary>
    public Application? LoseGrant(Guid grantId, DateTimeOffset now) => this switch
    {
        { State: ApplicationState.Selected } when Decision?.GrantId == grantId => Lapse(now),
        { Proposal: { } proposal } => this with { Proposal = proposal with { ReleasedGrantId = grantId } },
        _ => null,
    };
}
