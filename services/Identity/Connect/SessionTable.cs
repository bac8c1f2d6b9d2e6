namespace ProjetK.Identity;

/// <summary>Browsers in which somebody is signed in, in real time whatever the clock of the domain says.</summary>
internal static class SessionTable
{
    /// <summary>After this long somebody signs in again, however busy they were.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    /// <summary>Opens a session; gives its id and the instant of the sign-in.</summary>
    public static Task<(Guid Id, DateTimeOffset Time)> Open(
        Database database, Guid person, CancellationToken cancellation) => database.Run(
        Caller.Nobody, transaction => transaction.QueryOne(
            "INSERT INTO sessions (id, person_id) VALUES ($1, $2) RETURNING id, create_time",
            row => (row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1)), Guid.CreateVersion7(), person),
        cancellation);

    /// <summary>When the sign-in was; null when the session has ended.</summary>
    public static Task<DateTimeOffset?> Find(Database database, Guid id, CancellationToken cancellation) =>
        database.QueryOne(
            "SELECT create_time FROM sessions WHERE id = $1 AND create_time > now() - $2",
            row => (DateTimeOffset?)row.GetFieldValue<DateTimeOffset>(0), cancellation, id, MaxAge);

    public static Task<List<DateTimeOffset>> ListOf(
        Database database, Guid person, CancellationToken cancellation) => database.Query(
        "SELECT create_time FROM sessions WHERE person_id = $1 AND create_time > now() - $2 ORDER BY create_time",
        row => row.GetFieldValue<DateTimeOffset>(0), cancellation, person, MaxAge);

    public static Task End(Database database, Guid id, CancellationToken cancellation) => database.Run(
        Caller.Nobody, transaction =>
        {
            transaction.Add("DELETE FROM sessions WHERE id = $1", id);
            return Task.CompletedTask;
        }, cancellation);

    public static void EndAll(Transaction transaction, Guid person) =>
        transaction.Add("DELETE FROM sessions WHERE person_id = $1", person);

    public static Task Purge(Database database, CancellationToken cancellation) => database.Run(
        Caller.Nobody, transaction =>
        {
            transaction.Add("DELETE FROM sessions WHERE create_time < now() - $1", MaxAge);
            return Task.CompletedTask;
        }, cancellation);
}
