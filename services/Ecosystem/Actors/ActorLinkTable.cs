namespace ProjetK.Ecosystem;

/// <summary>Owns the table of links by which actors reach their data.</summary>
internal static class ActorLinkTable
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int Most = 3;

    /// <summary>True when the secret opens the data of this actor now.</summary>
    public static async Task<bool> Opens(
        Database database, Guid actor, string secret, CancellationToken cancellation) => await database.QueryOne(
            "SELECT EXISTS (SELECT FROM actor_links WHERE secret_hash = $1 AND actor_id = $2 AND expire_time > $3)",
            row => row.GetBoolean(0), cancellation, SecretLink.Hash(secret), actor, database.Now);

    public static async Task<bool> Opens(Transaction transaction, Guid actor, string secret) =>
        await transaction.QueryOne(
            "SELECT EXISTS (SELECT FROM actor_links WHERE secret_hash = $1 AND actor_id = $2 AND expire_time > $3)",
            row => row.GetBoolean(0), SecretLink.Hash(secret), actor, transaction.Now);

    /// <summary>Adds a link, unless the actor has many that still work: nobody's mailbox is to be filled.</summary>
    public static async Task<bool> Add(Transaction transaction, Guid actor, string secret)
    {
        var added = await transaction.QueryOne("""
            INSERT INTO actor_links (secret_hash, actor_id, expire_time)
            SELECT $1, $2, $3
            WHERE (SELECT count(*) FROM actor_links WHERE actor_id = $2 AND expire_time > $5) < $4
            RETURNING true
            """, row => row.GetBoolean(0), SecretLink.Hash(secret), actor, transaction.Now + Lifetime, Most,
            transaction.Now);
        if (added)
            transaction.Add(
                "DELETE FROM actor_links WHERE actor_id = $1 AND expire_time <= $2", actor, transaction.Now);
        return added;
    }

    public static void Delete(Transaction transaction, Guid actor) =>
        transaction.Add("DELETE FROM actor_links WHERE actor_id = $1", actor);

    /// <summary>Lets the links of one actor open the data of another.</summary>
    public static void Move(Transaction transaction, Guid from, Guid into) =>
        transaction.Add("UPDATE actor_links SET actor_id = $2 WHERE actor_id = $1", from, into);
}
