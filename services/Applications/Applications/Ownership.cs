using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>Whose applications are whose: people of a commune see those in which it takes part, only the lead's edit and
/// submit.</summary>
internal static class Ownership
{
    /// <summary>The communes whose applications a caller sees; null for those who see all.</summary>
    public static string[]? BoundTo(Caller caller) =>
        caller.BoundTo(Role.Manager, Role.Finance, Role.Auditor, Role.Service);

    /// <summary>Refuses whoever does not speak for the lead commune.</summary>
    public static void RequireLead(this Applicant applicant, Caller caller)
    {
        if (!caller.Communes.Contains(applicant.Lead))
            throw Errors.NotTheLead(applicant.Lead);
    }

    /// <summary>Refuses whoever does not speak for this commune.</summary>
    public static void RequireCommune(Caller caller, string commune)
    {
        if (!caller.Communes.Contains(commune))
            throw Errors.NotTheirCommune(commune);
    }
}
