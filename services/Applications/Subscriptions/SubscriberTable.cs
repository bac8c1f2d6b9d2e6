namespace ProjetK.Applications;

/// <summary>Owns the table of those who want to be told of calls.</summary>
internal static class SubscriberTable
{
    /// <summary>How long an address is kept that is not confirmed.</summary>
    private static readonly TimeSpan Unconfirmed = TimeSpan.FromDays(7);

    /// <summary>Keeps an address and counts the mails to it; nothing for one that confirmed, or got as many as it
    /// may.</summary>
    public static Task<(Guid Id, byte[] Sealed)> Invite(
        Transaction transaction, Subscriber offered, byte[] mark, byte[] closed, int mostMails) =>
        transaction.QueryOne("""
            INSERT INTO subscribers (id, address_mark, secret_hash, sealed, mails, create_time)
            VALUES ($1, $2, $3, $4, 1, $5)
            ON CONFLICT (address_mark) DO UPDATE SET mails = subscribers.mails + 1
            WHERE subscribers.confirm_time IS NULL AND subscribers.mails < $6
            RETURNING id, sealed
            """, row => (row.GetGuid(0), row.GetFieldValue<byte[]>(1)), offered.Id, mark,
            SecretLink.Hash(offered.Secret), closed, transaction.Now, mostMails);

    /// <summary>The address of that link is told from now on; false for a link that is wrong or too old.</summary>
    public static Task<bool> Confirm(Transaction transaction, string secret) => transaction.QueryOne("""
        UPDATE subscribers SET confirm_time = COALESCE(confirm_time, $2)
        WHERE secret_hash = $1 AND (confirm_time IS NOT NULL OR create_time > $3)
        RETURNING true
        """, row => row.GetBoolean(0), SecretLink.Hash(secret), transaction.Now, transaction.Now - Unconfirmed);

    /// <summary>Deletes the address of that link; nothing for a wrong link.</summary>
    public static Task<(Guid Id, byte[] Sealed)> Delete(Transaction transaction, string secret) =>
        transaction.QueryOne(
            "DELETE FROM subscribers WHERE secret_hash = $1 RETURNING id, sealed",
            row => (row.GetGuid(0), row.GetFieldValue<byte[]>(1)), SecretLink.Hash(secret));

    /// <summary>Forgets addresses that were not confirmed in time; that one alone where one is given.</summary>
    public static Task<List<Guid>> ForgetUnconfirmed(Transaction transaction, byte[]? mark = null) => transaction.Query(
        """
        DELETE FROM subscribers
        WHERE confirm_time IS NULL AND create_time <= $1 AND ($2::bytea IS NULL OR address_mark = $2) RETURNING id
        """, row => row.GetGuid(0), transaction.Now - Unconfirmed, mark);

    /// <summary>Some who confirmed, after that one.</summary>
    public static Task<List<(Guid Id, byte[] Sealed)>> Next(Transaction transaction, Guid? after, int most) =>
        transaction.Query("""
            SELECT id, sealed FROM subscribers
            WHERE confirm_time IS NOT NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2 FOR SHARE
            """, row => (row.GetGuid(0), row.GetFieldValue<byte[]>(1)), after, most);
}
