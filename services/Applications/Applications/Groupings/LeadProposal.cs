namespace ProjetK.Applications;

/// <summary>Which member of a grouping is asked to lead it, and why.</summary>
internal sealed record LeadProposal(string Commune, string Reason, DateTimeOffset ProposeTime)
{
    /// <summary>What is left of it for that applicant: nothing once the commune is no member, or leads.</summary>
    public LeadProposal? Within(Applicant applicant) =>
        applicant.Lead != Commune && applicant.Communes.Contains(Commune) ? this : null;
}
