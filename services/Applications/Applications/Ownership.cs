using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>Whose applications are whose: people of a commune see those in which it takes part (<see cref="Sight"/>),
/// only the lead's edit and submit.</summary>
internal static class Ownership
{
    /// <summary>True for those who learn at once what the syndicate decides; all others once it is
    /// announced.</summary>
    public static bool SeesChoices(Caller caller) =>
        new[] { Role.Manager, Role.Finance, Role.Auditor, Role.Service }.Any((caller.OnBehalfOf ?? caller).Has);

    /// <summary>True for those who may read what the syndicate writes to an applicant.</summary>
    public static bool ReadsLetters(Caller caller) => caller.Has(Role.Applicant) || SeesChoices(caller);

    /// <summary>True when a transition of this application is for the caller to make: the syndicate's for managers; the
    /// applicant's for people of the lead commune, but signing and leaving, which are for the other communes of a
    /// grouping, and accepting to lead it.</summary>
    public static bool IsFor(this Rule rule, Application application, Caller caller) =>
        (rule.Or is { } other && caller.Has(other)) || (caller.Has(rule.By) && (rule.By != Role.Applicant
            || application.Speaks(rule.Transition).Any(caller.Communes.Contains)));

    /// <summary>Refuses whoever may not make the change that this RPC is for; which of the other communes acts, its
    /// RPC asks itself.</summary>
    public static void RequireTheirs(this Application application, ServerCallContext context, Caller caller)
    {
        var rule = Transitions.OfRpc(context.Method);
        if (rule.By == Role.Applicant && !(rule.Or is { } other && caller.Has(other))
            && rule.Transition is not (Transition.SignApplication or Transition.LeaveGrouping or Transition.AcceptLead))
            application.Applicant.RequireLead(caller);
    }

    /// <summary>True for people of a commune that takes part: a reviewer or facilitator, who sees an application too, may
    /// be an applicant of another one.</summary>
    public static bool IsOf(this Application application, Caller caller) =>
        caller.Has(Role.Applicant) && application.Applicant.Communes.Any(caller.Communes.Contains);

    /// <summary>Refuses whoever does not speak for the lead commune.</summary>
    public static void RequireLead(this Applicant applicant, Caller caller)
    {
        if (!caller.Communes.Contains(applicant.Lead))
            throw Errors.NotTheLead(applicant.Lead);
    }

    /// <summary>The communes whose people make that change.</summary>
    private static IEnumerable<string> Speaks(this Application application, Transition transition) => transition switch
    {
        Transition.SignApplication or Transition.LeaveGrouping =>
            application.Applicant.Communes.Where(commune => commune != application.Applicant.Lead),
        Transition.AcceptLead => application.LeadProposal is { } proposal ? [proposal.Commune] : [],
        _ => [application.Applicant.Lead],
    };

    /// <summary>Refuses whoever does not speak for this commune.</summary>
    public static void RequireCommune(Caller caller, string commune)
    {
        if (!caller.Communes.Contains(commune))
            throw Errors.NotTheirCommune(commune);
    }
}
