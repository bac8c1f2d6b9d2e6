using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Ecosystem;

/// <summary>Whose territories and actors are whose: applicants keep to those of their communes, facilitators to those that
/// they accompany.</summary>
internal static class Ownership
{
    /// <summary>What a caller keeps to.</summary>
    public static Reach Of(Caller caller)
    {
        if (caller.BoundTo(Role.Manager, Role.Service) is null)
            return Reach.Everything;
        var person = caller.OnBehalfOf ?? caller;
        return new(
            person.Has(Role.Applicant) ? [.. person.Communes] : [],
            person.Has(Role.Facilitator) ? PersonOf(person) : null);
    }

    /// <summary>What a caller reads of reports, measures, milestones and teams: finance and auditors, where they may read
    /// them at all, read all of them.</summary>
    public static Reach OfReader(Caller caller) =>
        caller.BoundTo(Role.Finance, Role.Auditor) is null ? Reach.Everything : Of(caller);

    /// <summary>Refuses whoever may see an actor without being one of those who write.</summary>
    public static void RequireWriter(Caller caller)
    {
        if (!caller.Has(Role.Applicant) && !caller.Has(Role.Facilitator))
            throw CommonErrors.PermissionDenied();
    }

    /// <summary>The id of the person who calls; null for services and for nobody known.</summary>
    public static Guid? PersonOf(Caller caller) =>
        ResourceName.TryParse(Support.PersonPattern, caller.Subject, out var ids)
        && Guid.TryParseExact(ids[0], "D", out var id) ? id : null;
}

/// <summary>Which territories are a caller's: those of these communes, null for all of them, and those that this person
/// accompanies.</summary>
internal sealed record Reach(string[]? Communes, Guid? Person)
{
    public static Reach Everything { get; } = new(null, null);
}
