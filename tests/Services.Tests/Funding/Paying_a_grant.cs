using ProjetK.Events;
using Reason = ProjetK.Funding.V1.Entry.Types.Reason;
using Refused = ProjetK.Testing.Refusal;
using State = ProjetK.Funding.V1.Instalment.Types.State;

namespace ProjetK.Funding.Tests;

public sealed class Paying_a_grant(ServicesStack services) : IDisposable
{
    public void Dispose() => services.Clock.Return();

    [Fact]
    public async Task goes_from_the_reservation_to_the_last_year_with_a_return_and_a_recovery_on_the_way()
    {
        var grant = await Granted.Reserve(services);
        Assert.NotNull((await grant.Announce()).AgreementDeadlineTime);
        var committed = await grant.Commit();
        Assert.Equal((V1.Grant.Types.State.Committed, Some.Siret), (committed.State, committed.Beneficiary.Siret));
        Assert.Equal((0m, 210_000m, 0m, 0m, 420_000m), await grant.Totals());
        Assert.Equal("INSTALMENT_NOT_DUE", (await Refused.Of(grant.Certify(1))).Reason);

        await grant.Start();
        await services.Funding.Heard.WaitFor<InstalmentDue>($"{grant.Name}/instalments/1");
        await grant.Certify(1, Granted.Officer);
        Assert.Equal("SECOND_PERSON_REQUIRED", (await Refused.Of(grant.Order(1, "M-0", Granted.Officer))).Reason);
        var (mandate, treasury) = ($"M-{Guid.NewGuid():N}", $"T-{Guid.NewGuid():N}");
        await grant.Order(1, mandate);
        await grant.Step(new V1.RejectInstalmentRequest { Reason = "RIB illisible." }, 1);
        Assert.Equal("PAYMENT_REFERENCE_USED", (await Refused.Of(grant.Order(1, mandate))).Reason);
        await grant.Order(1, $"{mandate}-2");
        Assert.Equal("WRONG_STATE", (await Refused.Of(grant.Step(new V1.CancelInstalmentRequest(), 1))).Reason);
        Assert.Equal(State.Paid, (await grant.Pay(1, treasury)).State);
        Assert.Equal((0m, 90_000m, 120_000m, 0m, 420_000m), await grant.Totals());

        await grant.Step(new V1.RecordReturnRequest { Reason = "Compte clos." }, 1);
        Assert.Equal((0m, 210_000m, 0m, 0m, 420_000m), await grant.Totals());
        Assert.Equal("PAYMENT_REFERENCE_USED", (await Refused.Of(grant.Pay(1, treasury))).Reason);
        await grant.Pay(1, $"{treasury}-2");
        await grant.PayAll(2);
        Assert.Equal("RECOVERY_EXCEEDED", (await Refused.Of(Recover(grant, 120_001))).Reason);
        Assert.Equal(20_000, (await Recover(grant, 20_000)).Recovered.Units);
        Assert.Equal("RECOVERY_EXCEEDED", (await Refused.Of(Recover(grant, 100_001))).Reason);
        Assert.Equal("WRONG_STATE", (await Refused.Of(grant.Step(new V1.RecordReturnRequest(), 1))).Reason);
        Assert.Equal((0m, 60_000m, 130_000m, 20_000m, 420_000m), await grant.Totals());

        services.Clock.Advance(TimeSpan.FromDays(366));
        var missing = await Refused.Of(grant.Certify(3));
        Assert.Equal(
            ("REPORT_MISSING", $"territories/{grant.Proposal.TerritoryId}/reports/1"),
            (missing.Reason, missing.Metadata["report"]));
        foreach (var manager in (Person[])[People.Manager, People.SecondManager])
            await services.Send<Ecosystem.V1.Report>(
                new Ecosystem.V1.WaiveReportRequest { Name = missing.Metadata["report"], Reason = "Bilan commun." },
                by: manager);
        await grant.Certify(3);
        await grant.Order(3, $"{mandate}-3");
        await grant.Pay(3, $"{treasury}-3");
        await grant.Step(new V1.CancelInstalmentRequest { Reason = "Renoncement." }, 4);

        Assert.Equal(V1.Grant.Types.State.Completed, (await grant.Becomes(_ => true)).State);
        Assert.Equal((0m, 0m, 160_000m, 20_000m, 450_000m), await grant.Totals());
        Assert.Equal((0m, 0m, 160_000m, 20_000m, 450_000m), await grant.Totals(People.Nobody));
        var entries = (await services.Send<V1.ListEntriesResponse>(
            new V1.ListEntriesRequest { Envelope = grant.Envelope }, by: People.Nobody)).Entries;
        Assert.Equal(0, Chain.FirstBroken(entries));
        Assert.Equal(
            [Reason.Voted, Reason.Reservation, Reason.Commitment, Reason.Payment, Reason.Return, Reason.Payment,
                Reason.Payment, Reason.Recovery, Reason.Payment, Reason.Cancellation],
            entries.Where(entry => entry.Sequence % 2 == 0).Select(entry => entry.Reason));
        Assert.Equal(($"{grant.Name}/instalments/3", Some.Siret), (entries[^3].Instalment, entries[^3].Siret));
        var (officer, accountant) = (Granted.Officer.Subject, Granted.Accountant.Subject);
        Assert.Equal(
            [
                ("CommitGrant", officer, "", "PLANNED"), ("StartPayments", "", "PLANNED", "PLANNED"),
                ("CertifyInstalment", officer, "PLANNED", "CERTIFIED"), ("OrderInstalment", accountant, "CERTIFIED", "ORDERED"),
                ("RejectInstalment", officer, "ORDERED", "CERTIFIED"), ("OrderInstalment", accountant, "CERTIFIED", "ORDERED"),
                ("RecordPayment", officer, "ORDERED", "PAID"), ("RecordReturn", officer, "PAID", "ORDERED"),
                ("RecordPayment", officer, "ORDERED", "PAID"), ("RecordRecovery", officer, "PAID", "PAID"),
            ],
            (await History(grant)).Where(line => line.Resource == $"{grant.Name}/instalments/1")
                .Select(line => (line.Action, line.Person, line.FromState, line.ToState)));
    }

    [Fact]
    public async Task that_ended_early_gives_back_what_is_not_ordered()
    {
        var grant = await Granted.Reserve(services);
        await grant.Announce();
        await grant.Commit();
        await grant.Start();
        await grant.PayAll(1);
        await grant.Certify(2);
        await grant.Order(2, $"M-{Guid.NewGuid():N}");
        Assert.Equal(V1.Grant.Types.State.Terminated, (await grant.Terminate()).State);
        Assert.Equal((0m, 30_000m, 120_000m, 0m, 480_000m), await grant.Totals());
        await grant.Pay(2, $"T-{Guid.NewGuid():N}");
        Assert.Equal((0m, 0m, 150_000m, 0m, 480_000m), await grant.Totals());
        Assert.Equal(30_000, (await Recover(grant, 30_000, 2)).Recovered.Units);
        Assert.Equal((0m, 0m, 120_000m, 30_000m, 480_000m), await grant.Totals());
    }

    [Fact]
    public async Task to_another_commune_leaves_what_was_paid_before_as_it_is()
    {
        var grant = await Granted.Reserve(services);
        await grant.Announce();
        await grant.Commit();
        await grant.Start();
        await grant.PayAll(1);
        await grant.Certify(2);
        await grant.Order(2, $"M-{Guid.NewGuid():N}");
        var change = new V1.ChangeBeneficiaryRequest
        {
            Name = grant.Name,
            Commune = "communes/33548",
            Siret = "21330548500012",
            Reason = "Changement de chef de file",
        };
        Assert.Equal("WRONG_STATE", (await Refused.Of(services.Send<V1.Grant>(change))).Reason);
        await grant.Step(new V1.RejectInstalmentRequest(), 2);
        var changed = await services.Send<V1.Grant>(change);
        Assert.Equal(("communes/33548", change.Siret), (changed.Beneficiary.Commune, changed.Beneficiary.Siret));
        await grant.Order(2, $"M-{Guid.NewGuid():N}");
        await grant.Pay(2, $"T-{Guid.NewGuid():N}");
        var instalments = (await services.Send<V1.ListInstalmentsResponse>(
            new V1.ListInstalmentsRequest { Parent = grant.Name }, by: People.Nobody)).Instalments;
        Assert.Equal(
            [("communes/33525", Some.Siret), ("communes/33548", change.Siret)],
            instalments.Take(2).Select(one => (one.Beneficiary, one.Siret)));
    }

    [Fact]
    public async Task stands_in_one_list_with_what_is_due_of_all_others_for_those_who_may_know_of_it()
    {
        var first = await Granted.Reserve(services);
        await first.Announce();
        await first.Commit();
        var second = await Granted.ReserveIn(services, first.Proposal.Call);
        await second.Commit();
        await first.Start();
        await first.Certify(1);
        Assert.Equal(
            [.. Enumerable.Range(1, 4).Select(number => $"{first.Name}/instalments/{number}"),
                .. Enumerable.Range(1, 4).Select(number => $"{second.Name}/instalments/{number}")],
            await Listed(new() { PageSize = 3 }));
        Assert.Equal(4, (await Listed(new(), People.Nobody)).Count);
        Assert.Equal([$"{first.Name}/instalments/1"], await Listed(new() { State = State.Certified }));
        var due = new V1.ListInstalmentsRequest
        {
            State = State.Planned,
            DueUntil = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(services.Clock.Now),
        };
        Assert.Equal([$"{first.Name}/instalments/2"], await Listed(due));
        var instalment = (await services.Send<V1.ListInstalmentsResponse>(due)).Instalments[0];
        Assert.Equal(
            ("communes/33525", $"territories/{first.Proposal.TerritoryId}"), (instalment.Payee, instalment.Territory));
        Assert.Equal(
            ["parent"], (await Refused.Of(services.Send<V1.ListInstalmentsResponse>(
                new V1.ListInstalmentsRequest { Parent = "grants/1" }))).Fields);

        async Task<IReadOnlyList<string>> Listed(V1.ListInstalmentsRequest request, Person? by = null)
        {
            (request.Parent, request.Envelope) = ("grants/-", first.Envelope);
            var found = new List<string>();
            do
            {
                var page = await services.Send<V1.ListInstalmentsResponse>(request, by: by ?? People.Manager);
                found.AddRange(page.Instalments.Select(one => one.Name));
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            return found;
        }
    }

    [Fact]
    public async Task beyond_the_credit_of_the_year_is_refused_until_it_is_raised()
    {
        var grant = await Granted.Reserve(services);
        await grant.Announce();
        await grant.Commit();
        await grant.Start();
        var year = BudgetYears.DayOf(services.Clock.Now).Year;
        await Limit(grant, year, 119_999);
        await grant.Certify(1);
        var refusal = await Refused.Of(grant.Order(1, "M-limit"));
        Assert.Equal(("PAYMENT_LIMIT_EXCEEDED", "100"), (refusal.Reason, refusal.Metadata["missing_cents"]));
        var amended = await Limit(grant, year, 120_000);
        Assert.Equal((1, 630_000), (amended.PaymentLimits.Count, amended.Amount.Units));
        Assert.Equal(State.Ordered, (await grant.Order(1, $"M-{Guid.NewGuid():N}")).State);
    }

    [Fact]
    public async Task that_is_not_signed_in_time_is_released_by_itself()
    {
        var grant = await Granted.Reserve(services);
        await grant.Announce(services.Clock.Now.AddMonths(-4));
        Assert.Equal(
            V1.Grant.Types.State.Released,
            (await grant.Becomes(one => one.State != V1.Grant.Types.State.Reserved)).State);
        Assert.Equal((0m, 0m, 0m, 0m, 630_000m), await grant.Totals());
        Assert.Equal("WRONG_STATE", (await Refused.Of(grant.Commit())).Reason);
    }

    [Fact]
    public async Task is_booked_in_no_year_that_is_closed_and_undone_on_no_day_before_it()
    {
        var grant = await Granted.Reserve(services);
        await grant.Announce();
        await grant.Commit();
        await grant.Start();
        await grant.Certify(1);
        await grant.Order(1, $"M-{Guid.NewGuid():N}");
        var today = BudgetYears.DayOf(services.Clock.Now);
        static Google.Type.Date Day(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
        foreach (var year in new[] { 0, today.Year - 2 })
            Assert.Equal("YEAR_CLOSED", (await Refused.Of(grant.Step(new V1.RecordPaymentRequest
            {
                PaymentDate = Day(today.AddYears(-2)),
                BudgetYear = year,
                TreasuryReference = "T-late",
            }, 1))).Reason);
        await grant.Pay(1, $"T-{Guid.NewGuid():N}");

        Assert.Equal(["return_date"], (await Refused.Of(grant.Step(
            new V1.RecordReturnRequest { ReturnDate = Day(today.AddDays(-1)) }, 1))).Fields);
        Assert.Equal(["recovery_date"], (await Refused.Of(grant.Step(new V1.RecordRecoveryRequest
        {
            RecoveryDate = Day(today.AddDays(-1)),
            Amount = Some.Euros(1),
            BudgetYear = today.AddDays(-1).Year,
        }, 1))).Fields);
        Assert.Equal((0m, 90_000m, 120_000m, 0m, 420_000m), await grant.Totals());
    }

    private async Task<IReadOnlyList<V1.GrantHistoryEntry>> History(Granted grant)
    {
        var (found, request) = (new List<V1.GrantHistoryEntry>(), new V1.ListGrantHistoryRequest { Parent = grant.Name, PageSize = 7 });
        do
        {
            var page = await services.Send<V1.ListGrantHistoryResponse>(request, by: People.Auditor);
            found.AddRange(page.Entries);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(found.OrderBy(line => line.OccurTime.ToDateTime()), found);
        return found;
    }

    private static Task<V1.Instalment> Recover(Granted grant, long euros, int number = 1) => grant.Step(
        new V1.RecordRecoveryRequest { Amount = Some.Euros(euros), TitleNumber = $"R-{Guid.NewGuid():N}" }, number);

    private Task<V1.Envelope> Limit(Granted grant, int year, long euros) =>
        services.Send<V1.Envelope>(new V1.AmendEnvelopeRequest
        {
            Name = grant.Envelope,
            Reason = "Crédits de paiement",
            Deliberation = "2026-18",
            PaymentLimits =
            {
                new V1.Envelope.Types.PaymentLimit
                {
                    BudgetYear = year,
                    Kind = V1.Envelope.Types.Kind.Investment,
                    Amount = Some.Euros(euros),
                },
            },
        });
}
