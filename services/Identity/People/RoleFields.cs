namespace ProjetK.Identity;

/// <summary>Reads the roles that a request gives to a person.</summary>
internal static class RoleFields
{
    /// <summary>Roles that people can hold, each once; an applicant is one for a commune.</summary>
    public static Role[] Roles(
        this Violations violations, IReadOnlyCollection<Role> roles, string field, int communes, string communesField)
    {
        violations.Require(roles.Count > 0, field, "is required: at least one role.");
        violations.Require(
            roles.All(role => Enum.IsDefined(role) && role is not (Role.Unspecified or Role.Service)), field,
            "must be among APPLICANT, MANAGER, REVIEWER, FINANCE, FACILITATOR, AUDITOR, ADMINISTRATOR.");
        violations.Require(
            !roles.Contains(Role.Applicant) || communes > 0, communesField, "is required for an applicant.");
        return [.. roles.Distinct().Order()];
    }
}
