namespace ProjetK.Applications;

/// <summary>Turns prerequisites that are not met into refusals.</summary>
internal static class EligibilityRefusals
{
    /// <summary>Refuses with the reason of the first prerequisite that is not met.</summary>
    public static void RequireMet(this Eligibility eligibility)
    {
        if (eligibility.Checks.FirstOrDefault(check => check.Status == CheckStatus.NotMet) is { } check)
            throw Errors.PrerequisiteNotMet(check, eligibility.Population);
    }
}
