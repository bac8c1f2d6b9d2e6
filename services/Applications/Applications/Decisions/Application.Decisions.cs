namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>A manager confirms or corrects the population that counts; <paramref name="most"/> is that of the whole
    /// commune or grouping, where it is known.</summary>
    public Application ConfirmPopulation(int inhabitants, int? most, string reason, DateTimeOffset now)
    {
        Require(Transition.ConfirmPopulation, now);
        if (Applicant.Kind == ApplicantKind.Neighbourhood && inhabitants > most)
            throw Errors.NeighbourhoodTooLarge(most.Value);
        if (inhabitants < Call.MinPopulation || inhabitants > Call.MaxPopulation)
            throw Errors.PopulationOutside(inhabitants, Call);
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
            Decision = new(Outcome.Ineligible, reason, "", now),
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

    /// <summary>Funding reserved the money.</summary>
    public Application ConfirmSelection(Guid grantId, DateTimeOffset now)
    {
        var selected = Advance(Transition.ConfirmSelection, now) with
        {
            Decision = new(Outcome.Selected, Proposal!.Reason, Proposal.PublicReason, now, grantId),
            Proposal = null,
        };
        return selected.Announcing(selected.ToApplicationSelected());
    }

    /// <summary>Funding could not reserve the money: back to where it was chosen from, with the reason kept.</summary>
    public Application RefuseFunds(string reason, DateTimeOffset now) =>
        Advance(Transition.RefuseFunds, now) with
        {
            Decision = new(Outcome.FundsRefused, reason, "", now, Before: Announced),
            Proposal = null,
        };

    /// <summary>Good, but no place now.</summary>
    public Application Waitlist(string reason, string publicReason, DateTimeOffset now) =>
        Advance(Transition.WaitlistApplication, now) with
        {
            Decision = new(Outcome.Waitlisted, reason, publicReason, now),
        };

    /// <summary>Not chosen in this call.</summary>
    public Application Reject(string reason, string publicReason, DateTimeOffset now) =>
        Advance(Transition.RejectApplication, now) with { Decision = new(Outcome.Rejected, reason, publicReason, now) };

    /// <summary>The agreement is signed and the territory starts to work.</summary>
    public Application StartCooperation(DateTimeOffset now) => Advance(Transition.StartCooperation, now);

    /// <summary>The place is open.</summary>
    public Application OpenPlace(DateTimeOffset now) => Advance(Transition.OpenPlace, now);

    /// <summary>The cooperation ends early.</summary>
    public Application Terminate(DateTimeOffset now) => Advance(Transition.TerminateCooperation, now);

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

    /// <summary>A deadline passed without the letter or the agreement it was for.</summary>
    public Application Lapse(DateTimeOffset now)
    {
        var lapsed = Advance(Transition.Lapse, now);
        return lapsed.Announcing(lapsed.ToApplicationLapsed());
    }

    /// <summary>A recours gracieux undoes an end: back to where it stood.</summary>
    public Application Reinstate(DateTimeOffset now) =>
        Advance(Transition.ReinstateApplication, now) with { Decision = null };

    /// <summary>True once everybody knows what was decided in the call.</summary>
    public bool IsAnnounced => Call.AnnounceTime is not null
        && Decision is { Outcome: Outcome.Selected or Outcome.Waitlisted or Outcome.Rejected };

    /// <summary>The decision that applicants know: that there was no money for a choice is the syndicate's
    /// own.</summary>
    private Decision? Announced => Decision is { Outcome: Outcome.FundsRefused } hidden ? hidden.Before : Decision;

    /// <summary>As the caller may see it: a choice that waits for its money, or found none, is the syndicate's
    /// own.</summary>
    public Application SeenBy(Caller caller) => Ownership.SeesChoices(caller)
        ? this
        : this with
        {
            State = State == ApplicationState.SelectionPending ? CameFrom!.Value : State,
            Decision = Announced,
        };
}
