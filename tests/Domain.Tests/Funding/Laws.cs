using FsCheck;
using FsCheck.Xunit;
using ProjetK.Foundation;
using ProjetK.ServiceDefaults;

namespace ProjetK.Funding.Tests;

/// <summary>What holds for every envelope, whatever was done to it and in whatever order.</summary>
public sealed class Laws
{
    internal static Envelope Open(long cents) => Envelope.Open(
        new("2026", "Participation financière", ["2026"], Some.StandardRates, cents, [], []),
        published: false, Guid.CreateVersion7(), Some.Noon);

    [Property]
    public void The_ledger_always_balances(NonNegativeInt voted, int[] moves)
    {
        foreach (var envelope in History(voted.Get, moves))
        {
            var balances = envelope.Ledger.Balances;
            Assert.Equal(0, Enum.GetValues<Account>().Sum(account => balances[account]));
            Assert.All(
                envelope.Ledger.Written.GroupBy(entry => entry.Transfer.Id),
                entries => Assert.Equal((2, 0), (entries.Count(), entries.Sum(entry => entry.Cents))));
            Assert.All(Enum.GetValues<Account>(), account => Assert.Equal(balances[account],
                envelope.Ledger.Written.Where(entry => entry.Account == account).Sum(entry => entry.Cents)));
        }
    }

    [Property]
    public void No_account_but_the_budget_is_ever_below_zero(NonNegativeInt voted, int[] moves)
    {
        foreach (var envelope in History(voted.Get, moves))
            Assert.All(envelope.Ledger.Written, entry =>
                Assert.True(entry.Account == Account.Budget ? entry.Balance <= 0 : entry.Balance >= 0));
    }

    [Property]
    public void The_chain_can_be_recomputed(NonNegativeInt voted, int[] moves) =>
        Assert.Equal(0, Chain.FirstBroken(Entries(voted.Get, moves)));

    [Property]
    public void A_changed_entry_breaks_the_chain_at_its_place(
        PositiveInt voted, int[] moves, NonNegativeInt which, int how)
    {
        var entries = Entries(voted.Get, moves);
        var index = which.Get % entries.Count;
        Change(entries[index], how);
        Assert.Equal(index + 1, Chain.FirstBroken(entries));
    }

    [Property]
    public void A_removed_entry_breaks_the_chain_unless_it_was_the_last(
        PositiveInt voted, int[] moves, NonNegativeInt which)
    {
        var entries = Entries(voted.Get, moves);
        var index = which.Get % (entries.Count - 1);
        entries.RemoveAt(index);
        Assert.Equal(index + 1, Chain.FirstBroken(entries));
    }

    [Property]
    public void Swapped_entries_break_the_chain(PositiveInt voted, int[] moves, NonNegativeInt which)
    {
        var entries = Entries(voted.Get, moves);
        var index = which.Get % (entries.Count - 1);
        (entries[index], entries[index + 1]) = (entries[index + 1], entries[index]);
        Assert.Equal(index + 1, Chain.FirstBroken(entries));
    }

    [Property]
    public void A_forecast_pays_what_it_promises_and_every_cent_belongs_to_a_wave(
        PositiveInt waves, PositiveInt projects, PositiveInt population, PositiveInt years)
    {
        var rates = Some.StandardRates with { OperatingYears = years.Get % Rates.LongestYears + 1 };
        var forecast = new WaveForecast(waves.Get % 50 + 1, projects.Get % 100 + 1, rates.For(population.Get));
        var shown = Enumerable.Range(1, forecast.LastYear).ToList();

        Assert.Equal(shown.Sum(forecast.CommittedIn), shown.Sum(forecast.PaidIn));
        Assert.Equal(
            forecast.Waves * forecast.ProjectsPerWave * forecast.Project.TotalCents, shown.Sum(forecast.PaidIn));
        Assert.All(shown, year => Assert.Equal(
            forecast.PaidIn(year), forecast.PaymentsIn(year).Sum(payment => payment.Cents)));
        Assert.True(forecast.PaidIn(forecast.LastYear) > 0);
        Assert.Equal(0, forecast.PaidIn(forecast.LastYear + 1));
    }

    /// <summary>An envelope after each of a row of arbitrary moves; what it refuses leaves it as it is.</summary>
    private static IEnumerable<Envelope> History(long cents, int[] moves)
    {
        var (envelope, grants) = (Open(cents), new Stack<Grant>());
        yield return envelope;
        foreach (var move in moves)
        {
            try
            {
                envelope = Apply(envelope, grants, move);
            }
            catch (DomainException refusal)
            {
                Assert.Contains(refusal.Reason, new[] { "ENVELOPE_EXCEEDED", "ENVELOPE_BELOW_COMMITMENTS" });
            }
            yield return envelope;
        }
    }

    private static Envelope Apply(Envelope envelope, Stack<Grant> grants, int move)
    {
        var size = Math.Abs((long)move);
        if (move % 3 == 0)
            return envelope.Amend(new(size * 1000, "…", "…", null, Some.Noon), Guid.CreateVersion7());
        if (move % 3 < 0 && grants.TryPop(out var given))
            return envelope.TakeBack(given, Guid.CreateVersion7(), Some.Noon);
        var grant = Grant.Reserve(
            Some.Proposal("2026", (int)(size % 50) + 1), envelope, Guid.CreateVersion7(), Some.Noon);
        var reserved = envelope.Reserve(grant, Guid.CreateVersion7());
        grants.Push(grant);
        return reserved;
    }

    private static List<V1.Entry> Entries(long cents, int[] moves) =>
        [.. History(cents, moves).Last().Ledger.Written.Select(entry => new StoredEntry(entry, entry.Hash).ToProto())];

    private static void Change(V1.Entry entry, int how)
    {
        switch (Math.Abs((long)how) % 6)
        {
            case 0: entry.Amount.Units += 1; break;
            case 1: entry.Balance.Units -= 1; break;
            case 2: entry.Transfer = Guid.NewGuid().ToString(); break;
            case 3: entry.Grant = $"grants/{Guid.NewGuid()}"; break;
            case 4: entry.CreateTime.Nanos += 1000; break;
            default: entry.Reason = V1.Entry.Types.Reason.Unspecified; break;
        }
    }
}
