using System.Globalization;
using Npgsql;

namespace ProjetK.Funding;

/// <summary>The tables <c>transfers</c> and <c>entries</c>; nothing there is ever changed or removed.</summary>
internal static class LedgerTable
{
    /// <summary>Appends what was written in the ledger since it was read.</summary>
    public static void Append(Transaction transaction, Ledger ledger)
    {
        foreach (var entries in ledger.Written.GroupBy(entry => entry.Transfer))
        {
            var transfer = entries.Key;
            transaction.Add("""
                INSERT INTO transfers
                    (id, envelope, from_account, to_account, amount_cents, reason, grant_id, create_time)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                transfer.Id, transfer.Envelope, EnumText.Of(transfer.From), EnumText.Of(transfer.To), transfer.Cents,
                EnumText.Of(transfer.Reason), transfer.Grant, transfer.CreateTime);
            foreach (var entry in entries)
                transaction.Add("""
                    INSERT INTO entries
                        (envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    """,
                    transfer.Envelope, entry.Sequence, transfer.Id, EnumText.Of(entry.Account), entry.Cents,
                    entry.Balance, entry.Hash, entry.PreviousHash);
        }
    }

    /// <summary>Entries by envelope and sequence, with the hash that is stored, whether or not it is right.</summary>
    public static Task<List<StoredEntry>> List(
        Database database, Page page, string? envelope, Guid? grant, CancellationToken cancellation)
    {
        var where = new Where().If(envelope, "e.envelope = {0}").If(grant, "t.grant_id = {0}")
            .After(page.After<string, long>(), "(e.envelope, e.sequence) > ({0}, {1})");
        return database.Query($"""
            SELECT t.id, t.envelope, t.from_account, t.to_account, t.amount_cents, t.reason, t.grant_id, t.create_time,
                   e.sequence, e.account, e.amount_cents, e.balance_cents, e.previous_hash, e.hash
            FROM entries e JOIN transfers t ON t.id = e.transfer {where}
            ORDER BY e.envelope, e.sequence LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>The entries of an envelope, by sequence, with what they are checked against, until one is not accepted.
    /// An entry is read also when its transfer or its envelope is gone.</summary>
    public static Task Scan(
        Database database, string envelope, Func<CheckedEntry, bool> accept, CancellationToken cancellation) =>
        database.Scan("""
            SELECT t.id, t.envelope, t.from_account, t.to_account, t.amount_cents, t.reason, t.grant_id, t.create_time,
                   e.sequence, e.account, e.amount_cents, e.balance_cents, e.previous_hash, e.hash, e.envelope,
                   v.last_sequence, v.last_hash, v.budget, v.available, v.reserved, v.committed, v.paid
            FROM entries e
            LEFT JOIN transfers t ON t.id = e.transfer
            LEFT JOIN envelopes v ON v.id = e.envelope
            WHERE e.envelope = $1
            ORDER BY e.sequence
            """, ReadChecked, accept, cancellation, envelope);

    /// <summary>True when an envelope without entries should have some.</summary>
    public static Task<bool> IsMissing(Database database, string envelope, CancellationToken cancellation) =>
        database.QueryOne("""
            SELECT (last_sequence, budget, available, reserved, committed, paid) <> (0, 0, 0, 0, 0, 0)
            FROM envelopes WHERE id = $1
            """, row => row.GetBoolean(0), cancellation, envelope);

    /// <summary>The first envelope after another one, also when only entries of it are left.</summary>
    public static Task<string?> FindAfter(Database database, string envelope, CancellationToken cancellation) =>
        database.QueryOne("""
            SELECT least(
                (SELECT id FROM envelopes WHERE id > $1 ORDER BY id LIMIT 1),
                (SELECT envelope FROM entries WHERE envelope > $1 ORDER BY envelope LIMIT 1))
            """, row => row.IsDBNull(0) ? null : row.GetString(0), cancellation, envelope);

    private static StoredEntry Read(NpgsqlDataReader row)
    {
        var transfer = new Transfer(
            row.GetGuid(0),
            row.GetString(1),
            EnumText.Parse<Account>(row.GetString(2)),
            EnumText.Parse<Account>(row.GetString(3)),
            row.GetInt64(4),
            EnumText.Parse<TransferReason>(row.GetString(5)),
            row.IsDBNull(6) ? null : row.GetGuid(6),
            row.GetFieldValue<DateTimeOffset>(7));
        return new(
            new(transfer, row.GetInt64(8), EnumText.Parse<Account>(row.GetString(9)), row.GetInt64(10),
                row.GetInt64(11), row.GetString(12)),
            row.GetString(13));
    }

    private static CheckedEntry ReadChecked(NpgsqlDataReader row) => new(
        row.GetString(14), row.GetInt64(8), row.GetString(12), row.GetString(13),
        // Of an envelope that is not its own, too, the fields are not those that were hashed.
        !row.IsDBNull(1) && row.GetString(1) == row.GetString(14) && AreKnown(row) ? Read(row).Entry : null,
        row.IsDBNull(15)
            ? null
            : new(row.GetInt64(15), row.GetString(16), new(
                row.GetInt64(17), row.GetInt64(18), row.GetInt64(19), row.GetInt64(20), row.GetInt64(21))));

    // Words that are none of ours, which only somebody can write who first drops what forbids them.
    private static bool AreKnown(NpgsqlDataReader row) =>
        IsKnown<Account>(row.GetString(2)) && IsKnown<Account>(row.GetString(3))
        && IsKnown<TransferReason>(row.GetString(5)) && IsKnown<Account>(row.GetString(9));

    private static bool IsKnown<TEnum>(string word) where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(word, ignoreCase: true, out var value) && EnumText.Of(value) == word;
}

/// <summary>An entry as it was read: its fields, and the hash found next to them.</summary>
internal sealed record StoredEntry(LedgerEntry Entry, string Hash);

/// <summary>An entry as it is checked: the fields that are to be hashed, null when they make no sense, the links next
/// to them, and where its envelope says that its ledger ends, null when the envelope is gone.</summary>
internal sealed record CheckedEntry(
    string Envelope, long Sequence, string PreviousHash, string Hash, LedgerEntry? Entry, LedgerEnd? End);

/// <summary>Where the ledger of an envelope stands.</summary>
internal sealed record LedgerEnd(long Sequence, string Hash, Balances Balances);
