
namespace ProjetK.Identity;

/// <summary>The columns of <c>people</c> that count failures to sign in: after ten an account is locked, each time for
/// longer. In real time, whatever the clock of the domain says.</summary>
internal static class LockOutTable
{
    private const int Most = 10;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5), Longest = TimeSpan.FromHours(4);

    /// <summary>Counts in the database, so that failures that meet are all counted.</summary>
    public static Task Count(Database database, Guid person, CancellationToken cancellation) => database.Run(
        Caller.Nobody, transaction =>
        {
            transaction.Add("""
                UPDATE people SET
                    failures = CASE WHEN failures + 1 < $2 THEN failures + 1 ELSE 0 END,
                    locked_until = CASE WHEN failures + 1 < $2 THEN locked_until
                                        ELSE now() + least($3 * power(2, lockouts), $4) END,
                    lockouts = CASE WHEN failures + 1 < $2 THEN lockouts ELSE least(lockouts + 1, 16) END,
                    failure_time = now()
                WHERE id = $1 AND state = 'ACTIVE'
                """, person, Most, First, Longest);
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Costs as much as counting where there is nothing to count: the same wait for the log on disk.</summary>
    public static Task CountNobody(Database database, CancellationToken cancellation) => database.Run(
        Caller.Nobody, transaction =>
        {
            transaction.Add("SELECT pg_logical_emit_message(true, 'nobody', '')");
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Whoever signs in has not been guessing.</summary>
    public static Task Forget(Database database, Guid person, CancellationToken cancellation) => database.Run(
        Caller.Nobody, transaction =>
        {
            transaction.Add("""
                UPDATE people SET
                    failures = 0, lockouts = 0, failure_time = NULL, locked_until = NULL, sign_in_time = now()
                WHERE id = $1 AND state = 'ACTIVE'
                """, person);
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>How often signing in failed, and until when the account is locked.</summary>
    public static Task<(int Failures, DateTimeOffset? LockedUntil)> Find(
        Database database, Guid person, CancellationToken cancellation) => database.QueryOne(
        "SELECT failures, CASE WHEN locked_until > now() THEN locked_until END FROM people WHERE id = $1",
        row => (row.GetInt32(0), row.IsDBNull(1) ? null : (DateTimeOffset?)row.GetFieldValue<DateTimeOffset>(1)),
        cancellation, person);

    /// <summary>Forgets failures of long ago.</summary>
    public static Task Purge(Database database, TimeSpan keep, CancellationToken cancellation) => database.Run(
        Caller.Nobody, transaction =>
        {
            transaction.Add("""
                UPDATE people SET failures = 0, lockouts = 0, failure_time = NULL, locked_until = NULL
                WHERE failure_time < now() - $1 AND (locked_until IS NULL OR locked_until < now())
                """, keep);
            return Task.CompletedTask;
        }, cancellation);
}
