using Npgsql;

namespace ProjetK.Funding;

/// <summary>What a number names that is used once.</summary>
internal enum ReferenceKind
{
    Mandate,
    Treasury,
    Title,
}

/// <summary>The tables <c>instalments</c> and <c>payment_references</c>.</summary>
internal static partial class InstalmentTable
{
    private const string Columns = """
        grant_id, number, kind, year, amount_cents, state, due_time, due_announce_time, certified_by, certify_time,
        mandate_number, order_year, order_time, treasury_reference, payment_date, payment_year, paid_commune,
        paid_siret, recovered_cents, reason, create_time, update_time, version
        """;

    /// <summary>The instalments of a grant that is locked, by number.</summary>
    public static Task<List<Instalment>> List(Transaction transaction, Guid grant) => transaction.Query(
        $"SELECT {Columns} FROM instalments WHERE grant_id = $1 ORDER BY number", Read, grant);

    /// <summary>All instalments of some grants.</summary>
    public static Task<List<Instalment>> List(Database database, Guid[] grants, CancellationToken cancellation) =>
        database.Query(
            $"SELECT {Columns} FROM instalments WHERE grant_id = ANY($1) ORDER BY grant_id, number", Read, cancellation,
            grants);

    public static Task<Instalment?> Find(Database database, Guid grant, int number, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} FROM instalments WHERE grant_id = $1 AND number = $2", Read, cancellation, grant, number);

    /// <summary>Grants with instalments whose date came and of which nobody was told yet.</summary>
    public static Task<List<Guid>> FindDue(Database database, CancellationToken cancellation) => database.Query("""
        SELECT DISTINCT grant_id FROM instalments
        WHERE due_announce_time IS NULL AND state = 'PLANNED' AND due_time <= $1
        ORDER BY grant_id
        """, row => row.GetGuid(0), cancellation, database.Now);

    /// <summary>Remembers that those whom it concerns were told. Nothing that people see changes: an etag that was read
    /// before is still good.</summary>
    public static void MarkAnnounced(Transaction transaction, Instalment due, DateTimeOffset now) => transaction.Add(
        "UPDATE instalments SET due_announce_time = $3 WHERE grant_id = $1 AND number = $2", due.Grant, due.Number, now);

    /// <summary>What of an envelope, which is locked, is ordered or paid in a budget year.</summary>
    public static async Task<long> SumOfYear(Transaction transaction, string envelope, PaymentKind kind, int year) =>
        await transaction.QueryOne("""
            SELECT coalesce(sum(i.amount_cents), 0)::bigint
            FROM instalments i JOIN grants g ON g.id = i.grant_id
            WHERE g.envelope = $1 AND i.kind = $2 AND i.state IN ('ORDERED', 'PAID')
                AND coalesce(i.payment_year, i.order_year) = $3
            """, row => row.GetInt64(0), envelope, EnumText.Of(kind), year);

    /// <summary>Uses a number, which nobody may ever use again.</summary>
    public static void Use(Transaction transaction, ReferenceKind kind, string reference, Instalment instalment) =>
        transaction.Add(
            Sql.Insert("payment_references", "kind, reference, grant_id, number, use_time"),
            EnumText.Of(kind), reference, instalment.Grant, instalment.Number, transaction.Now);

    /// <summary>Saves an instalment unless it is as it was before.</summary>
    public static void Save(Transaction transaction, Instalment? before, Instalment instalment)
    {
        if (before?.Version == instalment.Version)
            return;
        if (before is null)
            transaction.Add(Sql.Insert("instalments", Columns), Values(instalment));
        else
            transaction.Add("""
                UPDATE instalments
                SET state = $3, due_time = $4, due_announce_time = $5, certified_by = $6, certify_time = $7,
                    mandate_number = $8, order_year = $9, order_time = $10, treasury_reference = $11,
                    payment_date = $12, payment_year = $13, paid_commune = $14, paid_siret = $15,
                    recovered_cents = $16, reason = $17, update_time = $18, version = $19
                WHERE grant_id = $1 AND number = $2
                """, [instalment.Grant, instalment.Number, .. Values(instalment)[5..20], .. Values(instalment)[21..]]);
        transaction.Record(
            $"grants/{instalment.Grant}/instalments/{instalment.Number}",
            before is null ? null : EnumText.Of(before.State), EnumText.Of(instalment.State),
            Changes.Between(before, instalment, nameof(Instalment.State)));
    }

    private static object?[] Values(Instalment one) =>
    [
        one.Grant, one.Number, EnumText.Of(one.Kind), one.Year, one.Cents, EnumText.Of(one.State), one.DueTime,
        one.DueAnnounceTime, one.Certification?.By, one.Certification?.Time, one.Order?.MandateNumber,
        one.Order?.BudgetYear, one.Order?.Time, one.Payment?.TreasuryReference, one.Payment?.Date,
        one.Payment?.BudgetYear, one.Payment?.Commune, one.Payment?.Siret, one.RecoveredCents, one.Reason,
        one.CreateTime, one.UpdateTime, one.Version,
    ];

    private static Instalment Read(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        return new(
            row.Next<Guid>(), row.Next<int>(), EnumText.Parse<PaymentKind>(row.Next<string>()), row.Next<int>(),
            row.Next<long>(), EnumText.Parse<InstalmentState>(row.Next<string>()), row.NextOrNull<DateTimeOffset?>(),
            row.NextOrNull<DateTimeOffset?>(), ReadCertification(row), ReadOrder(row), ReadPayment(row),
            row.Next<long>(), row.Next<string>(), row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(),
            row.Next<long>());
    }

    private static Certification? ReadCertification(Row row)
    {
        var (by, time) = (row.NextOrNull<string>(), row.NextOrNull<DateTimeOffset?>());
        return by is null ? null : new(by, time!.Value);
    }

    private static PaymentOrder? ReadOrder(Row row)
    {
        var (mandate, year, time) = (row.NextOrNull<string>(), row.NextOrNull<int?>(),
            row.NextOrNull<DateTimeOffset?>());
        return mandate is null ? null : new(mandate, year!.Value, time!.Value);
    }

    private static Payment? ReadPayment(Row row)
    {
        var (reference, date, year, commune, siret) = (row.NextOrNull<string>(), row.NextOrNull<DateOnly?>(),
            row.NextOrNull<int?>(), row.NextOrNull<string>(), row.NextOrNull<string>());
        return reference is null ? null : new(reference, date!.Value, year!.Value, commune!, siret);
    }
}
