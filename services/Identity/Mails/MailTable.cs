using System.Text.Json;

namespace ProjetK.Identity;

/// <summary>The table in which mails wait: written with what they tell of, sealed, gone when they were sent.</summary>
internal static class MailTable
{
    /// <summary>How many wait.</summary>
    public const string Count = "SELECT count(*) FROM mails";

    /// <summary>For how many seconds the oldest waits.</summary>
    public const string Age =
        "SELECT coalesce(extract(epoch FROM now() - min(create_time)), 0)::bigint FROM mails";

    private const string Purpose = "mail";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10), LongestPause = TimeSpan.FromHours(1);

    public static void Insert(Transaction transaction, KeySeal seal, Mail mail) => transaction.Add(
        "INSERT INTO mails (id, about, sealed) VALUES ($1, $2, $3)",
        Guid.CreateVersion7(), seal.Mark(EmailKey.Of(mail.To)),
        seal.Close(JsonSerializer.SerializeToUtf8Bytes(mail), Purpose));

    /// <summary>Takes on one mail; should it not be sent, it is its turn again after a pause that grows.</summary>
    public static async Task<(Guid Id, int Attempts, Mail Mail)?> Claim(
        Database database, KeySeal seal, CancellationToken cancellation)
    {
        var claimed = await database.Run(Caller.Nobody, transaction => transaction.QueryOne(
            """
            UPDATE mails SET attempts = attempts + 1,
                available_time = now() + least($1 * power(2, least(attempts, 20)), $2)
            WHERE id = (SELECT id FROM mails WHERE available_time <= now()
                        ORDER BY available_time, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, attempts, sealed
            """,
            row => (Id: row.GetGuid(0), Attempts: row.GetInt32(1), Sealed: row.GetFieldValue<byte[]>(2)),
            FirstPause, LongestPause), cancellation);
        return claimed.Sealed is null
            ? null
            : (claimed.Id, claimed.Attempts, JsonSerializer.Deserialize<Mail>(seal.Open(claimed.Sealed, Purpose))!);
    }

    public static Task Delete(Database database, Guid id, CancellationToken cancellation) => database.Run(
        Caller.Nobody, transaction =>
        {
            transaction.Add("DELETE FROM mails WHERE id = $1", id);
            return Task.CompletedTask;
        }, cancellation);

    public static void Delete(Transaction transaction, KeySeal seal, string email) =>
        transaction.Add("DELETE FROM mails WHERE about = $1", seal.Mark(EmailKey.Of(email)));

    /// <summary>Gives up what could not be sent for so long that its link is of no use.</summary>
    public static void Purge(Transaction transaction, TimeSpan keep) =>
        transaction.Add("DELETE FROM mails WHERE create_time < now() - $1", keep);
}
