using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace ProjetK.Funding;

/// <summary>The tables <c>transfers</c> and <c>entries</c>; nothing there is ever changed or removed.</summary>
internal static class LedgerTable
{
    private const string TransferColumns = """
        id, envelope, from_account, to_account, amount_cents, reason, grant_id, create_time, effective_date,
        budget_year, instalment, territory, beneficiary, siret
        """;

    private const string EntryColumns = "sequence, account, amount_cents, balance_cents, previous_hash, hash";

    /// <summary>Whether everybody may see the entry e: it comes before all of grants that are not announced.</summary>
    private const string IsPublic = """
        NOT EXISTS (
            SELECT FROM grants hidden
            WHERE hidden.envelope = e.envelope AND hidden.announce_time IS NULL AND hidden.first_sequence <= e.sequence)
        """;

    /// <summary>The last entry of the envelope v that everybody may see; null when that is the very last.</summary>
    private const string PublicEnd = """
        (SELECT min(hidden.first_sequence) - 1 FROM grants hidden
         WHERE hidden.envelope = v.id AND hidden.announce_time IS NULL)
        """;

    /// <summary>Appends what was written in the ledger since it was read.</summary>
    public static void Append(Transaction transaction, Ledger ledger)
    {
        foreach (var entries in ledger.Written.GroupBy(entry => entry.Transfer))
        {
            var transfer = entries.Key;
            transaction.Add(
                Sql.Insert("transfers", TransferColumns),
                transfer.Id, transfer.Envelope, EnumText.Of(transfer.From), EnumText.Of(transfer.To), transfer.Cents,
                EnumText.Of(transfer.Reason), transfer.Grant, transfer.CreateTime, transfer.Facts?.EffectiveDate,
                transfer.Facts?.BudgetYear, transfer.Facts?.Instalment, transfer.Facts?.Territory,
                transfer.Facts?.Beneficiary, transfer.Facts?.Siret);
            foreach (var entry in entries)
                transaction.Add(
                    Sql.Insert("entries", """
                        envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash
                        """),
                    transfer.Envelope, entry.Sequence, transfer.Id, EnumText.Of(entry.Account), entry.Cents,
                    entry.Balance, entry.Hash, entry.PreviousHash);
        }
    }

    /// <summary>Entries by envelope and sequence, with the hash that is stored, whether or not it is right.</summary>
    public static Task<List<StoredEntry>> List(
        Database database, Page page, string? envelope, Guid? grant, bool all, CancellationToken cancellation)
    {
        var where = new Where().If(envelope, "e.envelope = {0}").If(grant, "t.grant_id = {0}")
            .And(all ? "true" : IsPublic)
            .After(page.After<string, long>(), "(e.envelope, e.sequence) > ({0}, {1})");
        return database.Query($"""
            SELECT {Sql.Of("t", TransferColumns)}, {Sql.Of("e", EntryColumns)}
            FROM entries e JOIN transfers t ON t.id = e.transfer {where}
            ORDER BY e.envelope, e.sequence LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>The entries of an envelope, by sequence, with what they are checked against, until one is not accepted.
    /// An entry is read also when its transfer or its envelope is gone.</summary>
    public static Task Scan(
        Database database, string envelope, bool all, Func<CheckedEntry, bool> accept,
        CancellationToken cancellation) =>
        database.Scan($"""
            SELECT e.envelope, {Sql.Of("e", EntryColumns)}, v.public_end,
                   v.last_sequence, v.last_hash, v.budget, v.available, v.reserved, v.committed, v.paid, v.recovered,
                   {Sql.Of("t", TransferColumns)}
            FROM entries e
            LEFT JOIN transfers t ON t.id = e.transfer
            LEFT JOIN (
                SELECT v.*, {(all ? "NULL::bigint" : PublicEnd)} AS public_end FROM envelopes v WHERE v.id = $1
            ) v ON true
            WHERE e.envelope = $1 AND {(all ? "true" : IsPublic)}
            ORDER BY e.sequence
            """, ReadChecked, accept, cancellation, envelope);

    private static readonly string Accounts =
        string.Join(", ", Enum.GetValues<Account>().Select(account => $"'{EnumText.Of(account)}'"));

    /// <summary>SQL of where the ledger of an envelope <c>v</c> ends for the public, in the columns that
    /// <see cref="ReadCut"/> reads; no row for one that is empty.</summary>
    public static readonly string Cut = $"""
        SELECT last.sequence, last.hash, t.create_time,
               ARRAY(SELECT coalesce((
                   SELECT b.balance_cents FROM entries b
                   WHERE b.envelope = v.id AND b.account = a.name AND b.sequence <= last.sequence
                   ORDER BY b.sequence DESC LIMIT 1), 0)
               FROM unnest(ARRAY[{Accounts}]) WITH ORDINALITY AS a (name, place) ORDER BY a.place) AS balances,
               (SELECT nt.create_time FROM entries n JOIN transfers nt ON nt.id = n.transfer
                WHERE n.envelope = v.id AND n.sequence = last.sequence + 1) AS next_time
        FROM entries last JOIN transfers t ON t.id = last.transfer
        WHERE last.envelope = v.id AND last.sequence = coalesce({PublicEnd}, v.last_sequence)
        """;

    /// <summary>Where the ledgers of these envelopes, or of all, end for those who know all, or for
    /// everybody.</summary>
    public static Task<List<KeyValuePair<string, long>>> FindEnds(
        Database database, IReadOnlyCollection<string>? envelopes, bool all, CancellationToken cancellation)
    {
        var where = new Where().If(envelopes?.ToArray(), "v.id = ANY({0})");
        return database.Query($"""
            SELECT v.id, {(all ? "v.last_sequence" : $"coalesce({PublicEnd}, v.last_sequence)")} FROM envelopes v {where}
            ORDER BY v.id
            """, row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), cancellation, where.Parameters);
    }

    /// <summary>How far all ledgers are written and seen.</summary>
    public static Task<LedgerProgress> FindProgress(Database database, CancellationToken cancellation) =>
        database.QueryOne($"""
            SELECT coalesce(sum(v.last_sequence), 0)::bigint,
                   coalesce(sum(v.last_sequence - {PublicEnd}), 0)::bigint + count(*)
            FROM envelopes v
            """, row => new LedgerProgress(row.GetInt64(0), row.GetInt64(1)), cancellation);

    /// <summary>The entries of an envelope after one of them, up to another.</summary>
    public static Task<List<StoredEntry>> ListBetween(
        Database database, string envelope, long after, long until, CancellationToken cancellation) =>
        database.Query($"""
            SELECT {Sql.Of("t", TransferColumns)}, {Sql.Of("e", EntryColumns)}
            FROM entries e JOIN transfers t ON t.id = e.transfer
            WHERE e.envelope = $1 AND e.sequence > $2 AND e.sequence <= $3
            ORDER BY e.sequence
            """, Read, cancellation, envelope, after, until);

    /// <summary>Some entries after another one, by envelope and sequence.</summary>
    public static Task<List<StoredEntry>> ListForExport(
        Database database, ExportFilter filter, (string Envelope, long Sequence) after, int limit,
        CancellationToken cancellation)
    {
        var where = new Where().And("(e.envelope, e.sequence) > ({0}, {1})", after.Envelope, after.Sequence)
            .If(filter.Envelope, "e.envelope = {0}").If(filter.Year, """
                coalesce(t.budget_year, extract(year FROM t.create_time AT TIME ZONE 'Europe/Paris')) = {0}
                """)
            .And(filter.AlsoUnannounced ? "true" : IsPublic);
        return database.Query($"""
            SELECT {Sql.Of("t", TransferColumns)}, {Sql.Of("e", EntryColumns)}
            FROM entries e JOIN transfers t ON t.id = e.transfer {where}
            ORDER BY e.envelope, e.sequence LIMIT {where.Parameter(limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>True when an envelope without entries should have some.</summary>
    public static Task<bool> IsMissing(Database database, string envelope, CancellationToken cancellation) =>
        database.QueryOne("""
            SELECT (last_sequence, budget, available, reserved, committed, paid, recovered) <> (0, 0, 0, 0, 0, 0, 0)
            FROM envelopes WHERE id = $1
            """, row => row.GetBoolean(0), cancellation, envelope);

    /// <summary>The first envelope after another one, also when only entries of it are left.</summary>
    public static Task<string?> FindAfter(Database database, string envelope, CancellationToken cancellation) =>
        database.QueryOne("""
            SELECT least(
                (SELECT id FROM envelopes WHERE id > $1 ORDER BY id LIMIT 1),
                (SELECT envelope FROM entries WHERE envelope > $1 ORDER BY envelope LIMIT 1))
            """, row => row.IsDBNull(0) ? null : row.GetString(0), cancellation, envelope);

    private static StoredEntry Read(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        var transfer = ReadTransfer(row)!;
        return new(
            new(transfer, row.Next<long>(), EnumText.Parse<Account>(row.Next<string>()), row.Next<long>(),
                row.Next<long>(), row.Next<string>()),
            row.Next<string>());
    }

    private static CheckedEntry ReadChecked(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        var (envelope, sequence, account, cents, balance) =
            (row.Next<string>(), row.Next<long>(), row.Next<string>(), row.Next<long>(), row.Next<long>());
        var (previousHash, hash) = (row.Next<string>(), row.Next<string>());
        var (publicEnd, end) = (row.NextOrNull<long?>(), ReadEnd(row));
        if (publicEnd is { } last)
            end = new(last, null, null);
        // Of an envelope that is not its own, too, the fields are not those that were hashed.
        var entry = ReadTransfer(row) is { } transfer && transfer.Envelope == envelope && IsKnown<Account>(account)
            ? new LedgerEntry(transfer, sequence, EnumText.Parse<Account>(account), cents, balance, previousHash)
            : null;
        return new(envelope, sequence, previousHash, hash, entry, end);
    }

    /// <summary>Where a ledger ends, the last of what a row holds; null for one that is empty.</summary>
    public static LedgerCut? ReadCut(Row row)
    {
        if (row.NextOrNull<long?>() is not { } sequence)
            return null;
        var (hash, time, cents) = (row.Next<string>(), row.Next<DateTimeOffset>(), row.Next<long[]>());
        return new(
            sequence, hash, time, new(cents[0], cents[1], cents[2], cents[3], cents[4], cents[5]),
            row.NextOrNull<DateTimeOffset?>() ?? DateTimeOffset.MaxValue);
    }

    private static LedgerEnd? ReadEnd(Row row)
    {
        var (sequence, hash) = (row.NextOrNull<long?>(), row.NextOrNull<string>());
        var cents = Enum.GetValues<Account>().Select(_ => row.NextOrNull<long?>() ?? 0).ToList();
        return sequence is null || hash is null
            ? null
            : new(sequence.Value, hash, new(cents[0], cents[1], cents[2], cents[3], cents[4], cents[5]));
    }

    /// <summary>Null when it is gone, or says words that are none of ours, which only somebody can write who first
    /// drops what forbids them.</summary>
    private static Transfer? ReadTransfer(Row row)
    {
        var (id, envelope, from, to) = (row.NextOrNull<Guid?>(), row.NextOrNull<string>(), row.NextOrNull<string>(),
            row.NextOrNull<string>());
        var (cents, reason, grant, createTime) = (row.NextOrNull<long?>(), row.NextOrNull<string>(),
            row.NextOrNull<Guid?>(), row.NextOrNull<DateTimeOffset?>());
        var facts = ReadFacts(row);
        return id is not null && IsKnown<Account>(from) && IsKnown<Account>(to) && IsKnown<TransferReason>(reason)
            ? new(id.Value, envelope!, EnumText.Parse<Account>(from), EnumText.Parse<Account>(to), cents!.Value,
                EnumText.Parse<TransferReason>(reason), grant, createTime!.Value, facts)
            : null;
    }

    private static TransferFacts? ReadFacts(Row row)
    {
        var (day, year, instalment, territory, beneficiary, siret) = (row.NextOrNull<DateOnly?>(),
            row.NextOrNull<int?>(), row.NextOrNull<int?>(), row.NextOrNull<Guid?>(), row.NextOrNull<string>(),
            row.NextOrNull<string>());
        return day is null ? null : new(day.Value, year ?? 0, instalment, territory, beneficiary, siret);
    }

    private static bool IsKnown<TEnum>([NotNullWhen(true)] string? word) where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(word, ignoreCase: true, out var value) && EnumText.Of(value) == word;
}

/// <summary>An entry as it was read: its fields, and the hash found next to them.</summary>
internal sealed record StoredEntry(LedgerEntry Entry, string Hash);

/// <summary>An entry as it is checked: the fields that are to be hashed, null when they make no sense, the links next
/// to them, and where its envelope says that its ledger ends, null when the envelope is gone.</summary>
internal sealed record CheckedEntry(
    string Envelope, long Sequence, string PreviousHash, string Hash, LedgerEntry? Entry, LedgerEnd? End);

/// <summary>Where the ledger of an envelope stands; hash and balances are unknown where what follows is
/// hidden.</summary>
internal sealed record LedgerEnd(long Sequence, string? Hash, Balances? Balances);
