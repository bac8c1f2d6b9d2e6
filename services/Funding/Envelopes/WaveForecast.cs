namespace ProjetK.Funding;

/// <summary>What yearly waves of equal projects cost; the running costs of a wave stack on those before it.</summary>
internal sealed record WaveForecast(int Waves, int ProjectsPerWave, GrantAmounts Project)
{
    /// <summary>The year of the last payment, counted from 1.</summary>
    public int LastYear => Project.OperatingPerYearCents > 0 ? Waves + Project.OperatingYears - 1 : Waves;

    /// <summary>Multi-year amounts promised in that year.</summary>
    public long CommittedIn(int year) => year <= Waves ? ProjectsPerWave * Project.TotalCents : 0;

    public long InvestmentIn(int year) => Sum(year, Project.InvestmentIn);

    public long OperatingIn(int year) => Sum(year, Project.OperatingIn);

    public long PaidIn(int year) => InvestmentIn(year) + OperatingIn(year);

    /// <summary>What each wave is paid in that year; waves that are paid nothing are left out.</summary>
    public IEnumerable<(int Wave, long Cents)> PaymentsIn(int year) =>
        from wave in Enumerable.Range(1, Waves)
        let age = year - wave + 1
        let cents = ProjectsPerWave * (Project.InvestmentIn(age) + Project.OperatingIn(age))
        where cents > 0
        select (wave, cents);

    private long Sum(int year, Func<int, long> centsAtAge) =>
        Enumerable.Range(1, Waves).Sum(wave => ProjectsPerWave * centsAtAge(year - wave + 1));
}
