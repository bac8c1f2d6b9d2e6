using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace ProjetK.Funding;

/// <summary>The table <c>envelopes</c> with the payment limits and amendments that belong to it.</summary>
internal static class EnvelopeTable
{
    /// <summary>What of each envelope is in which state.</summary>
    public const string CentsByState = """
        SELECT cents, id AS envelope, state FROM envelopes, LATERAL (VALUES
            ('AVAILABLE', available), ('RESERVED', reserved), ('COMMITTED', committed), ('PAID', paid),
            ('RECOVERED', recovered)
        ) AS parts (state, cents)
        """;

    private const string Columns = """
        id, label, investment_rate_cents, operating_rate_cents, operating_years, agreement_months, account_codes,
        budget, available, reserved, committed, paid, recovered, last_sequence, last_hash, freeze_time, create_time,
        update_time, version
        """;

    // A date is cut to what can be read: one that is kept must not make its envelope unreadable.
    private static readonly string Whole = $"""
        {Sql.Of("v", Columns)},
               ARRAY(SELECT c.id FROM calls c WHERE c.envelope = v.id ORDER BY c.id),
               (SELECT json_agg(json_build_object(
                    'BudgetYear', l.budget_year, 'Kind', l.kind, 'AmountCents', l.amount_cents)
                    ORDER BY l.budget_year, l.kind)
                FROM payment_limits l WHERE l.envelope = v.id)::text,
               (SELECT json_agg(json_build_object(
                    'AmountCents', a.amount_cents, 'Reason', a.reason, 'Deliberation', a.deliberation,
                    'DeliberationDate', greatest(least(a.deliberation_date, '9999-12-31'), '0001-01-01'),
                    'CreateTime', a.create_time) ORDER BY a.number)
                FROM amendments a WHERE a.envelope = v.id)::text
        """;

    private static readonly string Select = $"SELECT {Whole} FROM envelopes v";

    // With where its ledger ends for everybody: all of it as it was at one moment.
    private static readonly string SelectSeen = $"""
        SELECT {Whole}, cut.* FROM envelopes v LEFT JOIN LATERAL ({LedgerTable.Cut}) AS cut ON true
        """;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public static Task<Envelope?> Find(Database database, string id, CancellationToken cancellation) =>
        Find(database, id, all: true, cancellation);

    /// <summary>An envelope as those see it who know all, or as everybody does.</summary>
    public static Task<Envelope?> Find(Database database, string id, bool all, CancellationToken cancellation) =>
        database.QueryOne($"{(all ? Select : SelectSeen)} WHERE v.id = $1", Reader(all), cancellation, id);

    public static Task<Envelope?> FindOfCall(Database database, string call, CancellationToken cancellation) =>
        database.QueryOne(
            $"{Select} WHERE v.id = (SELECT c.envelope FROM calls c WHERE c.id = $1)", Read, cancellation, call);

    public static Task<List<Envelope>> List(
        Database database, Page page, string? call, bool all, CancellationToken cancellation)
    {
        var where = new Where().If(page.After<string>(), "v.id > {0}")
            .If(call, "v.id = (SELECT c.envelope FROM calls c WHERE c.id = {0})");
        return database.Query(
            $"{(all ? Select : SelectSeen)} {where} ORDER BY v.id LIMIT {where.Parameter(page.Limit)}", Reader(all),
            cancellation, where.Parameters);
    }

    /// <summary>Locks an envelope and reads it.</summary>
    public static Task<Envelope?> Lock(Transaction transaction, string id) =>
        Lock(transaction, "SELECT id FROM envelopes WHERE id = $1 FOR UPDATE", id);

    /// <summary>Locks the envelope on which a call draws and reads it.</summary>
    public static Task<Envelope?> LockOfCall(Transaction transaction, string call) => Lock(transaction, """
        SELECT id FROM envelopes WHERE id = (SELECT c.envelope FROM calls c WHERE c.id = $1) FOR UPDATE
        """, call);

    /// <summary>How many months the agreements of its grants may take.</summary>
    public static Task<int> FindAgreementMonths(Transaction transaction, string id) => transaction.QueryOne(
        "SELECT agreement_months FROM envelopes WHERE id = $1", row => row.GetInt32(0), id);

    public static Task<bool> Exists(Transaction transaction, string id) =>
        transaction.QueryOne("SELECT true FROM envelopes WHERE id = $1", row => row.GetBoolean(0), id);

    public static void Insert(Transaction transaction, Envelope envelope)
    {
        var (balances, rates) = (envelope.Ledger.Balances, envelope.Rates);
        transaction.Add(
            Sql.Insert("envelopes", Columns),
            envelope.Id, envelope.Label, rates.InvestmentCents, rates.OperatingCents, rates.OperatingYears,
            rates.AgreementMonths, envelope.AccountCodes.ToArray(), balances.Budget, balances.Available,
            balances.Reserved, balances.Committed, balances.Paid, balances.Recovered, envelope.Ledger.Sequence,
            envelope.Ledger.Hash, envelope.FreezeTime, envelope.CreateTime, envelope.UpdateTime, envelope.Version);
        foreach (var limit in envelope.PaymentLimits)
            transaction.Add("""
                INSERT INTO payment_limits (envelope, budget_year, kind, amount_cents) VALUES ($1, $2, $3, $4)
                """, envelope.Id, limit.BudgetYear, EnumText.Of(limit.Kind), limit.AmountCents);
        LedgerTable.Append(transaction, envelope.Ledger);
        Record(transaction, null, envelope);
    }

    /// <summary>Saves a changed envelope with its new amendments and what was written in its ledger.</summary>
    public static void Save(Transaction transaction, Envelope before, Envelope envelope)
    {
        var balances = envelope.Ledger.Balances;
        transaction.Add("""
            UPDATE envelopes
            SET budget = $2, available = $3, reserved = $4, committed = $5, paid = $6, recovered = $7,
                last_sequence = $8, last_hash = $9, freeze_time = $10, account_codes = $11, update_time = $12,
                version = $13
            WHERE id = $1
            """,
            envelope.Id, balances.Budget, balances.Available, balances.Reserved, balances.Committed, balances.Paid,
            balances.Recovered, envelope.Ledger.Sequence, envelope.Ledger.Hash, envelope.FreezeTime,
            envelope.AccountCodes.ToArray(), envelope.UpdateTime, envelope.Version);
        foreach (var limit in envelope.PaymentLimits.Except(before.PaymentLimits))
            transaction.Add("""
                INSERT INTO payment_limits (envelope, budget_year, kind, amount_cents) VALUES ($1, $2, $3, $4)
                ON CONFLICT (envelope, budget_year, kind) DO UPDATE SET amount_cents = EXCLUDED.amount_cents
                """, envelope.Id, limit.BudgetYear, EnumText.Of(limit.Kind), limit.AmountCents);
        foreach (var (index, amendment) in envelope.Amendments.Index().Skip(before.Amendments.Count))
            transaction.Add("""
                INSERT INTO amendments (
                    envelope, number, amount_cents, reason, deliberation, deliberation_date, create_time)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                envelope.Id, index + 1, amendment.AmountCents, amendment.Reason, amendment.Deliberation,
                amendment.DeliberationDate, amendment.CreateTime);
        LedgerTable.Append(transaction, envelope.Ledger);
        Record(transaction, before, envelope);
    }

    private static void Record(Transaction transaction, Envelope? before, Envelope after) =>
        transaction.Record($"envelopes/{after.Id}", null, null, Changes.Between(before, after));

    /// <summary>Two statements: one that had to wait for the lock would see amendments as they were before it
    /// waited.</summary>
    private static async Task<Envelope?> Lock(Transaction transaction, string locking, string key) =>
        await transaction.QueryOne(locking, row => row.GetString(0), key) is { } id
            ? await transaction.QueryOne($"{Select} WHERE v.id = $1", Read, id)
            : null;

    private static Func<NpgsqlDataReader, Envelope> Reader(bool all) => all ? Read : ReadSeen;

    private static Envelope Read(NpgsqlDataReader reader) => Read(new Row(reader));

    private static Envelope ReadSeen(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        var envelope = Read(row);
        return LedgerTable.ReadCut(row) is { } cut
            ? envelope.AsOf(cut).ForPublic(cut.Time)
            : envelope.ForPublic(envelope.CreateTime);
    }

    private static Envelope Read(Row row)
    {
        var (id, label) = (row.Next<string>(), row.Next<string>());
        var rates = new Rates(row.Next<long>(), row.Next<long>(), row.Next<int>())
        {
            AgreementMonths = row.Next<int>(),
        };
        var accountCodes = row.Next<string[]>();
        var ledger = new Ledger(
            id,
            new(row.Next<long>(), row.Next<long>(), row.Next<long>(), row.Next<long>(), row.Next<long>(),
                row.Next<long>()),
            row.Next<long>(),
            row.Next<string>());
        var (freezeTime, createTime, updateTime, version) = (row.NextOrNull<DateTimeOffset?>(),
            row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(), row.Next<long>());
        return new(
            id, label, row.Next<string[]>(), rates, row.NextJson<List<PaymentLimit>>(Json) ?? [], accountCodes,
            row.NextJson<List<Amendment>>(Json) ?? [], ledger, freezeTime, createTime, updateTime, version);
    }
}
