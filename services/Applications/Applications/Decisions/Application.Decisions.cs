namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>A manager confirms or corrects the population that counts; <paramref name="most"/> is that of the whole
    /// commune or grouping, where it is known. Whether it is within the bounds of the call, later steps ask.</summary>
    public Application ConfirmPopulation(int inhabitants, int? most, string reason, DateTimeOffset now)
    {
        Require(Transition.ConfirmPopulation, now);
        if (Applicant.Kind == ApplicantKind.Neighbourhood && inhabitants > most)
            throw Errors.NeighbourhoodTooLarge(most.Value);
        return Advance(Transition.ConfirmPopulation, now) with
        {
            Population = Population with
            {
                Value = inhabitants,
                Source = inhabitants == Population.Value ? Population.Source : PopulationSource.Overridden,
                Reason = reason,
                Confirmed = true,
            },
        };
    }

    /// <summary>The syndicate accepts the letter of intent; the territory opens under the application's own
    /// id.</summary>
    public Application AcceptIntent(IReadOnlyList<Commune> communes, DateTimeOffset now)
    {
        var accepted = Advance(Transition.AcceptIntent, now) with { TerritoryId = TerritoryId ?? Id };
        return accepted.Announcing(accepted.ToIntentAccepted(communes));
    }

    /// <summary>The prerequisites turn out not to be met.</summary>
    public Application DeclareIneligible(string reason, DateTimeOffset now)
    {
        var ineligible = Advance(Transition.DeclareIneligible, now) with
        {
            Decision = new(Outcome.Ineligible, reason, "", now, AnnounceTime: now) { Heard = Decision?.HeardTimes ?? [] },
        };
        return ineligible.Announcing(ineligible.ToApplicationIneligible());
    }

    /// <summary>The jury begins to read; the council must have decided by now.</summary>
    public Application StartReview(DateTimeOffset now) => Advance(Transition.StartReview, now);

    /// <summary>Chosen; selected only once Funding has reserved the money for exactly this proposal.</summary>
    public Application Select(Proposal proposal, int placesTaken, DateTimeOffset now)
    {
        Require(Transition.SelectApplication, now);
        if (placesTaken >= Call.Places)
            throw Errors.NoPlaceLeft(Call.Places);
        var pending = Advance(Transition.SelectApplication, now) with { Proposal = proposal };
        return pending.Announcing(pending.ToSelectionProposed());
    }

    /// <summary>True when it waits for the answer to this proposal; any other answer is old.</summary>
    public bool WaitsFor(Guid proposalId) => State == ApplicationState.SelectionPending && Proposal?.Id == proposalId;

    /// <summary>Funding reserved the money. Where the grant was given back meanwhile, it lapses at once.</summary>
    public Application ConfirmSelection(Guid grantId, DateTimeOffset now)
    {
        var selected = Advance(Transition.ConfirmSelection, now) with
        {
            Decision = Decided(Outcome.Selected, Proposal!.Reason, Proposal.PublicReason, now) with
            {
                GrantId = grantId,
            },
            Proposal = null,
        };
        var announcing = selected.Announcing(selected.ToApplicationSelected());
        if (Proposal.AnnounceTime is { } told)
            return (announcing with { Decision = selected.Decision.Told(told), Shown = null })
                .Announcing(Call.ToDecisionsAnnounced([Id], told));
        return Proposal.ReleasedGrantId == grantId ? announcing.Lapse(now) : announcing;
    }

    /// <summary>Funding could not reserve the money: back to where it was chosen from, with the reason kept.</summary>
    public Application RefuseFunds(string reason, DateTimeOffset now) =>
        Advance(Transition.RefuseFunds, now) with
        {
            Decision = new(Outcome.FundsRefused, reason, "", now,
                Before: Decision is { Outcome: Outcome.FundsRefused } refused ? refused.Before : Decision)
            {
                Heard = Decision?.HeardTimes ?? [],
            },
            Proposal = null,
        };

    /// <summary>Good, but no place now.</summary>
    public Application Waitlist(string reason, string publicReason, DateTimeOffset now) =>
        Advance(Transition.WaitlistApplication, now) with
        {
            Decision = Decided(Outcome.Waitlisted, reason, publicReason, now),
        };

    /// <summary>Not chosen in this call.</summary>
    public Application Reject(string reason, string publicReason, DateTimeOffset now) =>
        Advance(Transition.RejectApplication, now) with
        {
            Decision = Decided(Outcome.Rejected, reason, publicReason, now),
        };
}
