namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>True for a commune that the others of its grouping left: it may look for new ones. The letter of intent
    /// still carries their signatures.</summary>
    public bool IsLeftAlone => Applicant.Kind == ApplicantKind.Commune && Intent.Signatures.Count > 0;

    /// <summary>The population where a manager, and not the figures, says it.</summary>
    public Population? CountedByHand => Population.Source == PopulationSource.Overridden ? Population : null;

    /// <summary>The applicant without a commune that leaves; alone, the last one is a commune.</summary>
    public Applicant Without(string commune)
    {
        if (commune == Applicant.Lead)
            throw Errors.LeadLeaves(SeenState, commune);
        if (!Applicant.Communes.Contains(commune))
            throw Errors.NotAMember("commune", commune);
        return Of([.. Applicant.Communes.Where(code => code != commune)], Applicant.Lead);
    }

    /// <summary>A member leaves: those that stay are the <paramref name="rest"/>, with as many inhabitants.</summary>
    public Application Leave(Applicant rest, Population population, DateTimeOffset now) =>
        Advance(Transition.LeaveGrouping, now).With(rest, population);

    /// <summary>A member is asked to lead; the present lead, that none is any more.</summary>
    public Application ChangeLead(string commune, string reason, DateTimeOffset now)
    {
        Require(Transition.ChangeLead, now);
        if (!Applicant.Communes.Contains(commune) || (commune == Applicant.Lead && LeadProposal is null))
            throw Errors.NotAMember("lead_commune", commune);
        return Advance(Transition.ChangeLead, now) with
        {
            LeadProposal = commune == Applicant.Lead ? null : new(commune, reason, now),
        };
    }

    /// <summary>The member that was asked to lead does so from now on.</summary>
    public Application AcceptLead(DateTimeOffset now) =>
        Advance(Transition.AcceptLead, now).With(Applicant with { Lead = LeadProposal!.Commune }, Population);

    /// <summary>The commune that it is part of today takes the place of one that merged. Who is counted stays the same; what
    /// was a commune is a part of the new one.</summary>
    public Application Replace(
        Commune former, string by, string reason, bool othersMerged, DateTimeOffset now)
    {
        Require(Transition.ReplaceCommune, now);
        string Today(string code) => code == former.Code ? by : code;
        var applicant = Of([.. Applicant.Communes.Select(Today).Distinct()], Today(Applicant.Lead));
        if (Applicant.Kind == ApplicantKind.Commune)
            applicant = applicant with
            {
                Kind = ApplicantKind.Neighbourhood,
                Neighbourhood = new(former.Title, Population.Value ?? throw Errors.PopulationUnconfirmed(), reason),
            };
        var replaced = Advance(Transition.ReplaceCommune, now) with
        {
            LeadProposal = LeadProposal is { } proposal ? proposal with { Commune = Today(proposal.Commune) } : null,
            HasFormerCommune = othersMerged,
        };
        return replaced.With(
            applicant, Population with { Source = PopulationSource.Overridden, Reason = reason });
    }

    private Applicant Of(IReadOnlyList<string> communes, string lead) => Applicant with
    {
        Kind = Applicant.Kind == ApplicantKind.Grouping && communes.Count == 1 ? ApplicantKind.Commune : Applicant.Kind,
        Communes = communes,
        Lead = lead,
    };

    private Application With(Applicant applicant, Population population) => (this with
    {
        Applicant = applicant,
        Population = population,
        LeadProposal = LeadProposal?.Within(applicant),
    }).WithoutVoidSignatures(LetterKind.Intent).WithoutVoidSignatures(LetterKind.Engagement);
}
