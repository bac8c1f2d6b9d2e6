namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>A manager confirms or corrects the population that counts; <paramref name="most"/> is that of the whole
    /// commune or grouping, where it is known.</summary>
    public Application ConfirmPopulation(int inhabitants, int? most, string reason, Call call, DateTimeOffset now)
    {
        Require(Step.ConfirmPopulation);
        if (Applicant.Kind == ApplicantKind.Neighbourhood && inhabitants > most)
            throw Errors.NeighbourhoodTooLarge(most.Value);
        if (inhabitants < call.MinPopulation || inhabitants > call.MaxPopulation)
            throw Errors.PopulationOutside(inhabitants, call);
        return Advance(Step.ConfirmPopulation, now) with
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

    /// <summary>The syndicate accepts the letter of intent; the territory opens under the application's own id.</summary>
    public Application AcceptIntent(DateTimeOffset now)
    {
        Require(Step.AcceptIntent);
        if (!Population.Confirmed || Population.Value is null)
            throw Errors.PopulationUnconfirmed();
        return Advance(Step.AcceptIntent, now) with { TerritoryId = TerritoryId ?? Id };
    }

    /// <summary>The prerequisites turn out not to be met.</summary>
    public Application DeclareIneligible(string reason, DateTimeOffset now) =>
        Advance(Step.DeclareIneligible, now) with { Decision = new(Outcome.Ineligible, reason, "", now) };

    /// <summary>The jury begins to read; the council must have decided by now.</summary>
    public Application StartReview(DateTimeOffset now)
    {
        Require(Step.StartReview);
        return Engagement.Deliberation is null ? throw Errors.DeliberationMissing() : Advance(Step.StartReview, now);
    }

    /// <summary>Chosen; selected only once Funding has reserved the money for exactly this proposal.</summary>
    public Application Select(Proposal proposal, Call call, int placesTaken, DateTimeOffset now)
    {
        Require(Step.Select);
        if (call.MinReviews > 0)
            throw Errors.ReviewsMissing(0, call.MinReviews);
        if (placesTaken >= call.Places)
            throw Errors.NoPlaceLeft(call.Places);
        return Advance(Step.Select, now) with { Proposal = proposal };
    }

    /// <summary>True when it waits for the answer to this proposal; any other answer is old.</summary>
    public bool WaitsFor(Guid proposalId) => State == ApplicationState.SelectionPending && Proposal?.Id == proposalId;

    /// <summary>Funding reserved the money.</summary>
    public Application ConfirmSelection(Guid grantId, DateTimeOffset now)
    {
        var selected = Advance(Step.ConfirmSelection, now);
        return selected with
        {
            Decision = new(Outcome.Selected, Proposal!.Reason, Proposal.PublicReason, now, grantId),
            Proposal = null,
        };
    }

    /// <summary>Funding could not reserve the money: back to where it was chosen from, with the reason kept.</summary>
    public Application RefuseFunds(string reason, DateTimeOffset now) =>
        Advance(Step.RefuseFunds, now) with
        {
            Decision = new(Outcome.FundsRefused, reason, "", now),
            Proposal = null,
        };

    /// <summary>Good, but no place now.</summary>
    public Application Waitlist(string reason, string publicReason, DateTimeOffset now) =>
        Advance(Step.Waitlist, now) with { Decision = new(Outcome.Waitlisted, reason, publicReason, now) };

    /// <summary>Not chosen in this call.</summary>
    public Application Reject(string reason, string publicReason, DateTimeOffset now) =>
        Advance(Step.Reject, now) with { Decision = new(Outcome.Rejected, reason, publicReason, now) };

    /// <summary>The agreement is signed and the territory starts to work.</summary>
    public Application StartCooperation(DateTimeOffset now) => Advance(Step.StartCooperation, now);

    /// <summary>The place is open.</summary>
    public Application OpenPlace(DateTimeOffset now) => Advance(Step.OpenPlace, now);

    /// <summary>The cooperation ends early.</summary>
    public Application Terminate(DateTimeOffset now) => Advance(Step.Terminate, now);

    /// <summary>The applicant takes it back.</summary>
    public Application Withdraw(string reason, DateTimeOffset now) =>
        Advance(Step.Withdraw, now) with { Proposal = null, WithdrawalReason = reason };

    /// <summary>A deadline passed without the letter or the agreement it was for.</summary>
    public Application Lapse(DateTimeOffset now) => Advance(Step.Lapse, now);

    /// <summary>A recours gracieux undoes an end: back to where it stood.</summary>
    public Application Reinstate(DateTimeOffset now) => Advance(Step.Reinstate, now) with { Decision = null };
}
