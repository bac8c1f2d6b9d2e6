using System.Net.Sockets;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Turns what PostgreSQL refuses into what the service says: by the constraint's name, else by the kind of
/// failure.</summary>
public sealed class Constraints
{
    private readonly Dictionary<string, Func<PostgresException, DomainException>> refusals = [];

    /// <summary>Says what a violation of that constraint means.</summary>
    public Constraints Refuse(string constraint, Func<DomainException> refusal)
    {
        refusals.Add(constraint, _ => refusal());
        return this;
    }

    internal Exception Translate(Exception failure) => failure switch
    {
        PostgresException { ConstraintName: ErasedPeople.Constraint } => CommonErrors.InvalidToken(),
        PostgresException { ConstraintName: { } name } postgres when refusals.TryGetValue(name, out var refusal) =>
            refusal(postgres),
        PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
        } => CommonErrors.Conflict(),
        NpgsqlException npgsql when IsUnavailable(npgsql) => CommonErrors.DependencyUnavailable("database", npgsql),
        _ => failure,
    };

    /// <summary>True when the database did not answer, so that the statement may or may not have been carried
    /// out.</summary>
    internal static bool IsUnavailable(NpgsqlException failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.IdleSessionTimeout
            or PostgresErrorCodes.ReadOnlySqlTransaction || IsForbidden(postgres),
        _ => failure.IsTransient || failure.InnerException is IOException or SocketException or TimeoutException,
    };

    /// <summary>Looks inside, too: an ORM wraps what the database's driver says.</summary>
    internal static bool IsDatabaseAway(Exception? thrown) => thrown is not null
        && ((thrown is NpgsqlException failure && IsUnavailable(failure)) || IsDatabaseAway(thrown.InnerException));

    /// <summary>True when the connection was dead before or during the statement; trying again on another may help,
    /// whereas after a time limit it would only wait once more.</summary>
    internal static bool IsBroken(NpgsqlException failure) =>
        IsUnavailable(failure) && failure.InnerException is not TimeoutException
        && failure is not PostgresException { SqlState: PostgresErrorCodes.TooManyConnections }
        && !(failure is PostgresException refused && IsForbidden(refused));

    /// <summary>The database is there and lets this service not in: an operator's matter, not the request's.</summary>
    private static bool IsForbidden(PostgresException failure) => failure.SqlState is PostgresErrorCodes.InvalidPassword
        or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName;
}
