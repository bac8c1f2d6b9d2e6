using Npgsql;

namespace ProjetK.Identity;

/// <summary>Owns the table of invitations.</summary>
internal static class InvitationTable
{
    private const string Columns = """
        id, email, display_name, roles, communes, state, secret_hash, invited_by, person_id, expire_time, accept_time,
        create_time, update_time, version
        """;

    /// <summary>The invitation, for whoever made it or may see all.</summary>
    public static Task<Invitation?> Find(
        Database database, Guid id, string? inviter, CancellationToken cancellation) => database.QueryOne(
        $"SELECT {Columns} FROM invitations WHERE id = $1 AND ($2::text IS NULL OR invited_by = $2)", Read,
        cancellation, id, inviter);

    public static Task<Invitation?> FindBySecret(Database database, byte[] hash, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} FROM invitations WHERE secret_hash = $1 AND state = 'PENDING'", Read, cancellation,
            hash);

    public static Task<Invitation?> LockBySecret(Transaction transaction, byte[] hash) => transaction.QueryOne(
        $"SELECT {Columns} FROM invitations WHERE secret_hash = $1 AND state = 'PENDING' FOR UPDATE", Read, hash);

    public static Task<Invitation?> LockPending(Transaction transaction, string email) => transaction.QueryOne(
        $"SELECT {Columns} FROM invitations WHERE email_key = $1 AND state = 'PENDING' FOR UPDATE", Read,
        EmailKey.Of(email));

    /// <summary>A page; one that nobody answered in time counts as expired.</summary>
    public static Task<List<Invitation>> List(
        Database database, Page page, string? inviter, string? state, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var where = new Where().If(inviter, "invited_by = {0}");
        if (state is not null)
            where.And(
                "CASE WHEN state = 'PENDING' AND expire_time <= {0} THEN 'EXPIRED' ELSE state END = {1}", now, state);
        where.After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM invitations {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>By which a person's account was opened, or could be.</summary>
    public static Task<List<Invitation>> ListOf(
        Database database, Guid person, string email, CancellationToken cancellation) => database.Query(
        $"SELECT {Columns} FROM invitations WHERE person_id = $1 OR email_key = $2 ORDER BY create_time, id", Read,
        cancellation, person, EmailKey.Of(email));

    public static void Save(Transaction transaction, Invitation? before, Invitation invitation)
    {
        transaction.Record(
            invitation.Name, before is null ? null : EnumText.Of(before.State), EnumText.Of(invitation.State),
            Changes.Between(before, invitation, nameof(Invitation.State), nameof(Invitation.SecretHash)));
        transaction.Add(
            $"""
            INSERT INTO invitations ({Columns}, email_key)
            VALUES ($1, nullif($2, ''), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, nullif($15, ''))
            ON CONFLICT (id) DO UPDATE SET
                email = EXCLUDED.email, email_key = EXCLUDED.email_key, display_name = EXCLUDED.display_name,
                roles = EXCLUDED.roles, communes = EXCLUDED.communes, state = EXCLUDED.state,
                secret_hash = EXCLUDED.secret_hash, invited_by = EXCLUDED.invited_by, person_id = EXCLUDED.person_id,
                expire_time = EXCLUDED.expire_time, accept_time = EXCLUDED.accept_time,
                update_time = EXCLUDED.update_time, version = EXCLUDED.version
            """,
            invitation.Id, invitation.Email, invitation.DisplayName,
            invitation.Roles.Select(role => EnumText.Of(role)).ToArray(), invitation.Communes.ToArray(),
            EnumText.Of(invitation.State), invitation.SecretHash, invitation.Inviter, invitation.Person,
            invitation.ExpireTime,
            invitation.AcceptTime, invitation.CreateTime, invitation.UpdateTime, invitation.Version,
            EmailKey.Of(invitation.Email));
    }

    public static void Delete(Transaction transaction, Guid person, string email) => transaction.Add(
        "DELETE FROM invitations WHERE person_id = $1 OR email_key = $2", person, EmailKey.Of(email));

    /// <summary>Forgets those that nobody answered and that expired before.</summary>
    public static void Purge(Transaction transaction, DateTimeOffset before) => transaction.Add(
        "DELETE FROM invitations WHERE state = 'PENDING' AND expire_time <= $1", before);

    private static Invitation Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.IsDBNull(1) ? "" : row.GetString(1),
        row.GetString(2),
        [.. row.GetFieldValue<string[]>(3).Select(EnumText.Parse<Role>)],
        row.GetFieldValue<string[]>(4),
        EnumText.Parse<InvitationState>(row.GetString(5)),
        row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6),
        row.GetString(7),
        row.IsDBNull(8) ? null : row.GetGuid(8),
        row.GetFieldValue<DateTimeOffset>(9),
        row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
        row.GetFieldValue<DateTimeOffset>(11),
        row.GetFieldValue<DateTimeOffset>(12),
        row.GetInt64(13));
}
