using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>The grant of the territory that was selected in 2023, paid as far as its dates and reports go: the last year
/// waits for a report. The proposal that the demonstration's application makes is answered with this grant.</summary>
internal static class DemonstrationVillegouge
{
    private const string Code = "33548", Siret = "21330548500012";
    private static readonly Guid Villegouge = new("0198b7a0-0000-7000-8000-000000000011");

    private static readonly DateTimeOffset
        Decided = Day(2023, 9, 25), Announced = Day(2023, 10, 6), Signed = Day(2023, 10, 12), Started = Day(2023, 10, 16),
        Reported = Day(2024, 10, 21);

    public static void Write(Transaction transaction, Envelope opened)
    {
        var proposal = new SelectionProposed(
            Id(1), Villegouge, Villegouge, "2023", Code, 1325, Decided, 1, [Code]);
        var saved = opened with { Ledger = opened.Ledger with { Written = [] } };
        var grant = Grant.Reserve(proposal, saved, Id(2), Decided);
        GrantTable.Insert(transaction, grant, saved.Ledger.Sequence + 1);
        var agreed = grant.Announce(Announced, opened.Rates.AgreementMonths, Announced)
            .Commit(new("2023-K-01", Signed), Siret, Signed);
        var envelope = saved.Reserve(grant, Id(3)).Commit(agreed, Id(4), Signed);
        var paid = (Grant: agreed.Start(Started, Started), Envelope: envelope);
        paid = Pay(paid, 1, Day(2023, 11, 9));
        paid = Pay(paid, 2, Day(2023, 11, 9));
        paid = Pay(paid, 3, Day(2024, 11, 14));
        ReportTable.Add(transaction, Villegouge, 1, Reported);
        GrantTable.Save(transaction, grant, paid.Grant);
        EnvelopeTable.Save(transaction, saved, paid.Envelope);
        foreach (var one in paid.Grant.Instalments.Where(one => one.Payment is not null))
        {
            InstalmentTable.Use(transaction, ReferenceKind.Mandate, one.Order!.MandateNumber, one);
            InstalmentTable.Use(transaction, ReferenceKind.Treasury, one.Payment!.TreasuryReference, one);
        }
    }

    private static (Grant, Envelope) Pay((Grant Grant, Envelope Envelope) before, int number, DateTimeOffset time)
    {
        var day = BudgetYears.DayOf(time);
        var grant = before.Grant
            .Change(number, one => one with { DueAnnounceTime = one.DueTime }, time)
            .Change(number, one => one.Certify("demonstration/manager", time), time)
            .Change(number, one => one.OrderBy(
                "demonstration/finance", new($"M-{day.Year}-{number:000}", day.Year, time)), time)
            .Change(number, one => one.Pay(new($"T-{day.Year}-{number:000}", day, day.Year, Code, Siret), time), time);
        var paid = grant.Instalments.First(one => one.Number == number);
        var date = new BookingDate(time, day, day.Year);
        return (grant, before.Envelope.Pay(before.Grant, paid, date, Id(10 + number)));
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 9, 0, 0, TimeSpan.Zero);

    private static Guid Id(int number) => new($"0198b7a0-0000-7000-8000-f00000{number:d6}");
}
