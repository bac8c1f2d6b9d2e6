namespace ProjetK.Applications;

/// <summary>Turns prerequisites that are not met into refusals.</summary>
internal static class EligibilityRefusals
{
    /// <summary>Refuses with the reason of the first prerequisite that is not met; merged communes first, for
    /// their figures say nothing any more.</summary>
    public static void RequireMet(this Eligibility eligibility)
    {
        var unmet = eligibility.Checks.Where(check => check.Status == CheckStatus.NotMet).ToArray();
        unmet.SelectMany(check => check.Merged).RequireCurrent("applicant");
        if (unmet.FirstOrDefault() is { } check)
            throw Errors.PrerequisiteNotMet(check, eligibility.Population);
    }

    /// <summary>Refuses communes that merged into others, under that path.</summary>
    public static void RequireCurrent(this IEnumerable<Commune> communes, string path)
    {
        var merged = communes.Where(commune => commune.Successor is not null)
            .Select(commune => (commune.Code, commune.Successor!.Code))
            .ToArray();
        if (merged.Length > 0)
            throw CommuneErrors.CommuneSuperseded(merged, $"{path}.communes");
    }

    /// <summary>Refuses communes that are not for certain in the perimeter of the call.</summary>
    public static void RequirePerimeter(this IReadOnlyList<Commune> communes, Call call, Population population)
    {
        var check = Eligibility.CheckPerimeter(call, communes);
        if (check.Status != CheckStatus.Met)
            throw Errors.PrerequisiteNotMet(check with { Reason = "COMMUNE_OUT_OF_PERIMETER" }, population);
    }
}
