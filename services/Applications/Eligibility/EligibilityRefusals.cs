namespace ProjetK.Applications;

/// <summary>Turns prerequisites that are not met into refusals.</summary>
internal static class EligibilityRefusals
{
    /// <summary>Refuses with the reason of the first prerequisite that is not met.</summary>
    public static void RequireMet(this Eligibility eligibility) => eligibility.Refuse(_ => true);

    /// <summary>Refuses communes that are not free.</summary>
    public static void RequireAvailable(this Eligibility eligibility) =>
        eligibility.Refuse(check => check.Prerequisite == Prerequisite.Availability);

    private static void Refuse(this Eligibility eligibility, Func<Check, bool> decides)
    {
        if (eligibility.Checks.FirstOrDefault(check => check.Status == CheckStatus.NotMet && decides(check)) is { } check)
            throw Errors.PrerequisiteNotMet(check, eligibility.Population);
    }
}
