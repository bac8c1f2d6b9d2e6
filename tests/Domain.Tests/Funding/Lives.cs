using FsCheck;
using FsCheck.Xunit;
using ProjetK.ServiceDefaults;

namespace ProjetK.Funding.Tests;

/// <summary>Whatever is done with the grants of an envelope, and in whatever order, each euro stays in one place, and
/// grants and envelope say the same of it.</summary>
public sealed class Lives
{
    private static readonly DateTimeOffset Later = Some.Noon.AddYears(3);
    private static readonly string[] Refusals =
    [
        "WRONG_STATE", "GRANT_NOT_COMMITTED", "INSTALMENT_NOT_DUE", "SECOND_PERSON_REQUIRED", "RECOVERY_EXCEEDED",
        "ENVELOPE_EXCEEDED", "ENVELOPE_BELOW_COMMITMENTS",
    ];

    [Property(MaxTest = 200)]
    public void Grants_and_envelope_always_agree(PositiveInt voted, (byte Grant, byte Number, byte Step)[] steps)
    {
        var (envelope, grants) = (Laws.Open(voted.Get % 4 * 21_000_000 + 1000), new List<Grant>());
        foreach (var (which, number, step) in steps)
        {
            try
            {
                (envelope, var changed) = Take(envelope, grants, which, number % 4 + 1, step % 12);
                if (changed is not null)
                    grants = [.. grants.Where(one => one.Id != changed.Id), changed];
            }
            catch (DomainException refusal)
            {
                Assert.Contains(refusal.Reason, Refusals);
            }
            Agree(envelope, grants);
        }
    }

    [Fact]
    public void A_release_gives_back_what_was_not_cancelled_before()
    {
        var envelope = Laws.Open(42_000_000);
        (envelope, var first) = Take(envelope, [], 0, 1, step: 0);
        (envelope, first) = Take(envelope, [first!], 0, 1, step: 1);
        (envelope, first) = Take(envelope, [first!], 0, 1, step: 9);
        (envelope, var second) = Take(envelope, [], 0, 1, step: 0);
        (envelope, second) = Take(envelope, [second!], 0, 1, step: 1);
        (envelope, first) = Take(envelope, [first!], 0, 1, step: 3);
        Agree(envelope, [first!, second!]);
    }

    private static (Envelope, Grant?) Take(Envelope envelope, List<Grant> grants, int which, int number, int step)
    {
        if (step == 0 || grants.Count == 0)
        {
            var reserved = Grant.Reserve(Some.Proposal("2026"), envelope, Guid.CreateVersion7(), Some.Noon);
            return (envelope.Reserve(reserved, Guid.CreateVersion7()), reserved);
        }
        var grant = grants[which % grants.Count];
        return step switch
        {
            1 => Commit(envelope, grant),
            2 => (envelope, grant.State == GrantState.Committed ? grant.Start(Some.Noon, Later) : grant),
            3 => (envelope.TakeBack(grant, Guid.CreateVersion7(), Later), grant.Release("…", Later)),
            4 => Terminate(envelope, grant),
            5 => (envelope, grant.Change(number, one => one.Certify("people/1", Later), Later)),
            6 => (envelope, grant.Change(number, one => one.OrderBy("people/2", new("M", 2026, Later)), Later)),
            7 => Move(envelope, grant, number, one => one.Pay(new("T", BudgetYears.DayOf(Later), 2029, "33525", null), Later),
                (before, one) => before.Pay(grant, one, BookingDate.Of(Later), Guid.CreateVersion7())),
            8 => Move(envelope, grant, number, one => one.Return("…", Later),
                (before, one) => before.Return(grant, one, BookingDate.Of(Later), Guid.CreateVersion7())),
            9 => Move(envelope, grant, number, one => one.Cancel("…", Later),
                (before, one) => before.Cancel(grant, one, Guid.CreateVersion7(), Later)),
            10 => Move(envelope, grant, number, one => one.Recover(1_000_000, "…", Later),
                (before, one) => before.Recover(grant, one, 1_000_000, BookingDate.Of(Later), Guid.CreateVersion7())),
            _ => (envelope.Amend(new(which * 10_000_000, "…", "…", null, Later), Guid.CreateVersion7()), null),
        };
    }

    private static (Envelope, Grant?) Commit(Envelope envelope, Grant grant)
    {
        var committed = grant.Commit(new("C", Some.Noon), Some.Siret, Later);
        return (envelope.Commit(committed, Guid.CreateVersion7(), Later), committed);
    }

    private static (Envelope, Grant?) Terminate(Envelope envelope, Grant grant)
    {
        var ended = grant.Terminate(Later, Later);
        return (
            ended.CancelledSince(grant).Aggregate(
                envelope, (before, one) => before.Cancel(grant, one, Guid.CreateVersion7(), Later)),
            ended);
    }

    private static (Envelope, Grant?) Move(
        Envelope envelope, Grant grant, int number, Func<Instalment, Instalment> change,
        Func<Envelope, Instalment, Envelope> move)
    {
        var changed = grant.Change(number, change, Later);
        return changed.Instalments.FirstOrDefault(one => one.Number == number) is { } instalment
            ? (move(envelope, instalment), changed)
            : (envelope, grant);
    }

    private static void Agree(Envelope envelope, List<Grant> grants)
    {
        var balances = envelope.Ledger.Balances;
        var instalments = grants.SelectMany(grant => grant.Instalments).ToList();
        Assert.Equal(
            grants.Where(grant => grant.State == GrantState.Reserved).Sum(grant => grant.Amounts.TotalCents),
            balances.Reserved);
        Assert.Equal(instalments.Where(one => one.IsOpen).Sum(one => one.Cents), balances.Committed);
        Assert.Equal(
            instalments.Where(one => one.State == InstalmentState.Paid).Sum(one => one.Cents - one.RecoveredCents),
            balances.Paid);
        Assert.Equal(instalments.Sum(one => one.RecoveredCents), balances.Recovered);
        Assert.Equal(
            envelope.AmountCents,
            balances.Available + balances.Reserved + balances.Committed + balances.Paid + balances.Recovered);
        Assert.True(balances is { Available: >= 0, Reserved: >= 0, Committed: >= 0, Paid: >= 0, Recovered: >= 0 });
    }
}
