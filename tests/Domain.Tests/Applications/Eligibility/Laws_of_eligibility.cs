using FsCheck.Xunit;

namespace ProjetK.Applications.Tests;

public sealed class Laws_of_eligibility
{
    [Property]
    public bool The_population_decides_alone_between_its_bounds(ushort population, ushort least, ushort width)
    {
        var call = Some.Published with { MinPopulation = least, MaxPopulation = least + width };
        return (Judge(call, population).Status == CheckStatus.Met) ==
            (population >= least && population <= least + width);
    }

    [Property]
    public bool A_grouping_counts_as_one_commune_of_all_its_people(byte first, ushort second, ushort third)
    {
        var together = Judge(Some.Published, first, second, third);
        var alone = Judge(Some.Published, first + second + third);
        return together.Population == alone.Population
            && together.Of(Prerequisite.Population) == alone.Of(Prerequisite.Population);
    }

    [Property]
    public bool The_order_of_the_communes_does_not_matter(ushort first, ushort second) =>
        Judge(Some.Published, first, second).Population == Judge(Some.Published, second, first).Population;

    [Property]
    public bool Every_prerequisite_is_told_once_in_order_and_with_a_reason_only_when_not_met(
        ushort population, bool taken, bool supported, bool served)
    {
        Commune[] communes =
        [
            Some.Commune(population) with { Perimeter = served ? PerimeterStatus.In : PerimeterStatus.Out },
        ];
        var eligibility = Eligibility.Check(
            Some.Published, Some.Applicant(communes), communes, taken ? [new(communes[0].Code, supported)] : []);
        return eligibility.Checks.Select(check => check.Prerequisite).SequenceEqual(Enum.GetValues<Prerequisite>())
            && eligibility.Checks.All(check => (check.Status == CheckStatus.NotMet) == (check.Reason.Length > 0))
            && eligibility.Checks.All(check => check.Explanation.Length > 0)
            && (eligibility.Status == CheckStatus.NotMet)
                == eligibility.Checks.Any(check => check.Status == CheckStatus.NotMet);
    }

    private static Eligibility Judge(Call call, params int[] populations)
    {
        var communes = populations.Select((people, index) => Some.Commune(people, code: $"{33900 + index}")).ToArray();
        return Eligibility.Check(call, Some.Applicant(communes), communes, []);
    }
}
