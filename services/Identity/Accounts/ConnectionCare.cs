using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ProjetK.Identity;

/// <summary>Lets a connection of EF Core that heard an error forget its prepared statements before the pool gives it to
/// somebody else; queries of our own do so by themselves.</summary>
internal sealed class ConnectionCare : IDbCommandInterceptor, IDbConnectionInterceptor
{
    private readonly ConditionalWeakTable<DbConnection, object> inDoubt = [];

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData)
    {
        if (command.Connection is { } connection && PreparedStatements.AreInDoubt(eventData.Exception))
            inDoubt.AddOrUpdate(connection, connection);
    }

    public Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandFailed(command, eventData);
        return Task.CompletedTask;
    }

    public InterceptionResult ConnectionClosing(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Forget(connection).GetAwaiter().GetResult();
        return result;
    }

    public async ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        await Forget(connection);
        return result;
    }

    private Task Forget(DbConnection connection) => inDoubt.Remove(connection)
        ? PreparedStatements.Forget((NpgsqlConnection)connection, inTransaction: true)
        : Task.CompletedTask;
}
