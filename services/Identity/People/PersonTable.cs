using Npgsql;

namespace ProjetK.Identity;

/// <summary>Owns the table <c>people</c>, but for what signing in counts there.</summary>
internal static class PersonTable
{
    private const string Columns = """
        id, email, display_name, roles, communes, state, sign_in_time, create_time, update_time, revoke_time,
        erase_time, version
        """;

    private const string Administrators = "state = 'ACTIVE' AND 'ADMINISTRATOR' = ANY (roles)";

    public static Task<Person?> Find(Database database, Guid id, CancellationToken cancellation) =>
        database.QueryOne($"SELECT {Columns} FROM people WHERE id = $1", Read, cancellation, id);

    /// <summary>The person with that address. The caller is locked, too: what they may do does not change until the
    /// commit.</summary>
    public static async Task<Person?> LockByEmail(Transaction transaction, string email)
    {
        var key = EmailKey.Of(email);
        var locked = await transaction.Query(
            $"SELECT {Columns} FROM people WHERE email_key = $1 OR id = $2::uuid ORDER BY id FOR UPDATE", Read,
            key, Person.IdOf(transaction.Caller));
        CurrentRoles.RequireUnchanged(transaction.Caller, locked);
        return locked.Find(person => EmailKey.Of(person.Email) == key);
    }

    /// <summary>Changes a person, but never so that nobody is left who manages people. Every administrator and the
    /// caller are locked with the person, in the order of their ids. Gives the person before and after.</summary>
    public static async Task<(Person Before, Person After)> Change(
        Transaction transaction, Guid id, Func<Person, Person> change)
    {
        var locked = await transaction.Query(
            $"""
            SELECT {Columns} FROM people WHERE id = $1 OR id = $2::uuid OR {Administrators} ORDER BY id FOR UPDATE
            """, Read, id, Person.IdOf(transaction.Caller));
        CurrentRoles.RequireUnchanged(transaction.Caller, locked);
        var before = locked.Find(person => person.Id == id) ?? throw CommonErrors.NotFound(Person.NameOf(id));
        var after = change(before);
        if (before.IsAdministrator && !after.IsAdministrator && locked.Count(person => person.IsAdministrator) == 1)
            throw Errors.LastAdministrator();
        Save(transaction, before, after);
        return (before, after);
    }

    /// <summary>Until the end of the transaction nobody else looks whether there is one.</summary>
    public static async Task LockFirstAdministrator(Transaction transaction) => await transaction.QueryOne(
        "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('first administrator'))) locked", row => row.GetInt32(0));

    public static async Task<bool> HasAdministrator(Transaction transaction) => await transaction.QueryOne(
        $"SELECT EXISTS (SELECT FROM people WHERE {Administrators})", row => row.GetBoolean(0));

    public static Task<List<Person>> List(
        Database database, Page page, string? role, string? commune, string? state, CancellationToken cancellation)
    {
        var where = new Where().And("state <> 'ERASED'")
            .If(role, "{0} = ANY (roles)").If(commune, "{0} = ANY (communes)").If(state, "state = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM people {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>Revoked people whose time is over, by id, after that one.</summary>
    public static Task<List<Guid>> Overdue(
        Database database, DateTimeOffset before, Guid after, CancellationToken cancellation) => database.Query(
        "SELECT id FROM people WHERE state = 'REVOKED' AND revoke_time <= $1 AND id > $2 ORDER BY id LIMIT 100",
        row => row.GetGuid(0), cancellation, before, after);

    public static void Insert(Transaction transaction, Person person, string passwordHash)
    {
        transaction.Record(person.Name, null, EnumText.Of(person.State));
        transaction.Add(
            """
            INSERT INTO people (
                id, email, email_key, display_name, roles, communes, state, create_time, update_time, version,
                password_hash, security_stamp, concurrency_stamp)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, gen_random_uuid()::text, gen_random_uuid()::text)
            """,
            person.Id, person.Email, EmailKey.Of(person.Email), person.DisplayName, Words(person),
            person.Communes.ToArray(),
            EnumText.Of(person.State), person.CreateTime, person.UpdateTime, person.Version, passwordHash);
    }

    /// <summary>Saves what changed; a new security stamp where the account is not open ends its sessions.</summary>
    public static void Save(Transaction transaction, Person before, Person person)
    {
        transaction.Record(
            person.Name, EnumText.Of(before.State), EnumText.Of(person.State),
            Changes.Between(before, person, nameof(Person.State)));
        transaction.Add(
            """
            UPDATE people SET
                email = nullif($2, ''), email_key = nullif($3, ''), display_name = $4, roles = $5, communes = $6,
                state = $7, update_time = $8, revoke_time = $9, erase_time = $10, version = $11,
                password_hash = CASE WHEN $7 = 'ERASED' THEN NULL ELSE password_hash END,
                failure_time = CASE WHEN $7 = 'ERASED' THEN NULL ELSE failure_time END,
                sign_in_time = CASE WHEN $7 = 'ERASED' THEN NULL ELSE sign_in_time END,
                security_stamp = CASE WHEN $7 = 'ACTIVE' THEN security_stamp ELSE gen_random_uuid()::text END
            WHERE id = $1
            """,
            person.Id, person.Email, EmailKey.Of(person.Email), person.DisplayName, Words(person),
            person.Communes.ToArray(),
            EnumText.Of(person.State), person.UpdateTime, person.RevokeTime, person.EraseTime, person.Version);
    }

    /// <summary>Gives a new password: whoever was signed in by another one is not any more, and a lock is
    /// off.</summary>
    public static void SetPassword(Transaction transaction, Guid id, string passwordHash)
    {
        transaction.Record(Person.NameOf(id), null, null, "password");
        transaction.Add(
            """
            UPDATE people SET
                password_hash = $2, security_stamp = gen_random_uuid()::text, concurrency_stamp = gen_random_uuid()::text,
                failures = 0, lockouts = 0, failure_time = NULL, locked_until = NULL
            WHERE id = $1
            """, id, passwordHash);
    }

    private static string[] Words(Person person) => [.. person.Roles.Select(role => EnumText.Of(role))];

    private static Person Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.IsDBNull(1) ? "" : row.GetString(1),
        row.GetString(2),
        [.. row.GetFieldValue<string[]>(3).Select(EnumText.Parse<Role>)],
        row.GetFieldValue<string[]>(4),
        EnumText.Parse<PersonState>(row.GetString(5)),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.GetFieldValue<DateTimeOffset>(8),
        row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
        row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
        row.GetInt64(11));
}
