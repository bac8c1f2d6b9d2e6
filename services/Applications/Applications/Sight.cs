using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>Which applications a caller sees: all (<paramref name="Communes"/> is null), or those in which one of their
/// communes takes part, those that they review and those whose territory they accompany. An application of a commune or
/// EPCI of a reviewer's own (<paramref name="Home"/>) is not theirs to judge, and they do not learn of it as
/// reviewers.</summary>
internal sealed record Sight(string[]? Communes, Guid? Reviewer, string[] Home, Guid? Facilitator)
{
    /// <summary>For <see cref="ApplicationTable"/>, in its order.</summary>
    public object?[] Parameters => [Communes, Reviewer, Home, Facilitator];

    /// <summary>What this caller sees; a service that asks for a person sees what that person sees.</summary>
    public static Sight Of(Caller caller)
    {
        var person = caller.OnBehalfOf ?? caller;
        return new(
            Roles.Any(person.Has) ? null : person.Has(Role.Applicant) ? [.. person.Communes] : [],
            person.Has(Role.Reviewer) ? PersonOf(person) : null,
            [.. person.Communes],
            person.Has(Role.Facilitator) ? PersonOf(person) : null);
    }

    /// <summary>The person who calls; null when nobody does.</summary>
    public static Guid? PersonOf(Caller caller) =>
        ResourceName.TryParse("people/{person}", (caller.OnBehalfOf ?? caller).Subject, out var ids)
        && Guid.TryParseExact(ids[0], "D", out var id)
            ? id
            : null;

    /// <summary>Who sees everything.</summary>
    private static readonly Role[] Roles = [Role.Manager, Role.Finance, Role.Auditor, Role.Service];
}
