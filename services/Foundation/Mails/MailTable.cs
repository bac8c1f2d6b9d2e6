using System.Text.Json;
using Npgsql;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Foundation;

/// <summary>A mail that waits, or that could not be delivered, as operators see it.</summary>
internal sealed record WaitingMail(
    Guid Id, string Kind, bool IsBounced, DateTimeOffset CreateTime, TimeSpan Age, DateTimeOffset? NextTime,
    int Attempts, string Failure);

/// <summary>A mail that a carrier has taken on.</summary>
internal sealed record ClaimedMail(
    Guid Id, string Kind, int Attempts, bool IsOverdue, Guid? Person, string? Role, string? Commune, byte[] Sealed);

/// <summary>The table in which mails wait: written with what they tell of, sealed, gone when they were sent.</summary>
internal static class MailTable
{
    /// <summary>How many wait.</summary>
    public const string Count = "SELECT count(*) FROM outgoing_mails WHERE state = 'WAITING'";

    /// <summary>For how many seconds the oldest waits.</summary>
    public const string Age = """
        SELECT coalesce(extract(epoch FROM now() - min(create_time)), 0)::bigint FROM outgoing_mails
        WHERE state = 'WAITING'
        """;

    private const string Purpose = "mail", Columns = "id, kind, about, person, role, commune, sealed";
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public static Guid Insert(Transaction transaction, KeySeal seal, MailRecipient to, Mail mail)
    {
        var (id, address) = (Guid.CreateVersion7(), to as MailRecipient.Address);
        var letter = new Letter(address?.Email, address?.DisplayName, mail.Subject, mail.Text);
        var everybody = to as MailRecipient.Everybody;
        transaction.Add(
            Sql.Insert("outgoing_mails", $"{Columns}, concern"), id, mail.Kind,
            address is null ? null : seal.Mark(Mailbox.Key(address.Email)), (to as MailRecipient.Person)?.Id,
            everybody is null ? null : EnumText.Of(everybody.Role), everybody?.Commune,
            seal.Close(JsonSerializer.SerializeToUtf8Bytes(letter), Purpose), address?.Concern);
        return id;
    }

    /// <summary>Puts in the place of a mail to many one to each of them.</summary>
    public static void Divide(Transaction transaction, ClaimedMail mail, IEnumerable<Guid> people)
    {
        foreach (var person in people)
            transaction.Add(
                Sql.Insert("outgoing_mails", Columns), Guid.CreateVersion7(), mail.Kind, null, person, null, null,
                mail.Sealed);
        Delete(transaction, mail.Id);
    }

    /// <summary>Takes on one mail for the time of the lease; who dies with it leaves it to others.</summary>
    public static Task<ClaimedMail?> Claim(Database database, MailSettings settings, CancellationToken cancellation) =>
        database.Run(Caller.Nobody, transaction => transaction.QueryOne(
            """
            UPDATE outgoing_mails SET attempts = attempts + 1, available_time = now() + $1
            WHERE id = (SELECT id FROM outgoing_mails WHERE state = 'WAITING' AND available_time <= now()
                        ORDER BY available_time, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, kind, attempts, create_time < now() - $2, person, role, commune, sealed
            """, Claimed, settings.Lease, settings.Patience), cancellation);

    public static (string? Email, string? Name, string Subject, string Text) Open(KeySeal seal, byte[] closed)
    {
        var letter = JsonSerializer.Deserialize<Letter>(seal.Open(closed, Purpose))!;
        return (letter.To, letter.Name, letter.Subject, letter.Text);
    }

    /// <summary>It is the mail's turn again after a pause that grows.</summary>
    public static void Postpone(Transaction transaction, ClaimedMail mail, string failure, TimeSpan firstPause) =>
        transaction.Add(
            """
            UPDATE outgoing_mails SET available_time = now() + least($3 * power(2, $4), $5), failure = $2
            WHERE id = $1 AND state = 'WAITING'
            """, mail.Id, failure, firstPause, Math.Min(mail.Attempts - 1, 20), LongestPause);

    /// <summary>Keeps of a mail that it could not be delivered, and neither what it said nor to whom.</summary>
    public static void Bounce(Transaction transaction, Guid id, string failure) => transaction.Add(
        """
        UPDATE outgoing_mails SET state = 'BOUNCED', end_time = now(), failure = $2, about = NULL, sealed = NULL,
            person = NULL, role = NULL, commune = NULL, concern = NULL
        WHERE id = $1
        """, id, failure);

    public static void Delete(Transaction transaction, Guid id) =>
        transaction.Add("DELETE FROM outgoing_mails WHERE id = $1", id);

    public static void DeleteTo(Transaction transaction, byte[] about) =>
        transaction.Add("DELETE FROM outgoing_mails WHERE about = $1", about);

    public static void DeleteOf(Transaction transaction, string concern) =>
        transaction.Add("DELETE FROM outgoing_mails WHERE concern = $1", concern);

    public static void Move(Transaction transaction, string from, string into) =>
        transaction.Add("UPDATE outgoing_mails SET concern = $2 WHERE concern = $1", from, into);

    public static void DeleteTo(Transaction transaction, Guid person) =>
        transaction.Add("DELETE FROM outgoing_mails WHERE person = $1", person);

    /// <summary>The oldest first.</summary>
    public static Task<List<WaitingMail>> List(
        Database database, Page page, string? state, CancellationToken cancellation)
    {
        var where = new Where().If(state, "state = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) > ({0}, {1})");
        return database.Query(
            $"""
            SELECT id, kind, state = 'BOUNCED', create_time, now() - create_time,
                CASE WHEN state = 'WAITING' THEN available_time END, attempts, coalesce(failure, '')
            FROM outgoing_mails {where} ORDER BY create_time, id LIMIT {where.Parameter(page.Limit)}
            """, Waiting, cancellation, where.Parameters);
    }

    private static ClaimedMail Claimed(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        return new(
            row.Next<Guid>(), row.Next<string>(), row.Next<int>(), row.Next<bool>(), row.NextOrNull<Guid?>(),
            row.NextOrNull<string>(), row.NextOrNull<string>(), row.Next<byte[]>());
    }

    private static WaitingMail Waiting(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        return new(
            row.Next<Guid>(), row.Next<string>(), row.Next<bool>(), row.Next<DateTimeOffset>(), row.Next<TimeSpan>(),
            row.NextOrNull<DateTimeOffset?>(), row.Next<int>(), row.Next<string>());
    }

    /// <summary>What is sealed; without an address where it is asked for when the mail leaves.</summary>
    private sealed record Letter(string? To, string? Name, string Subject, string Text);
}
