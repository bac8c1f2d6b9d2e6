using System.Collections.Concurrent;
using Npgsql;

namespace ProjetK.Applications;

/// <summary>Communes that were read before, until the database says that something about communes has changed. What it
/// says of the perimeter may be some milliseconds old, so decisions about it read the database.</summary>
internal sealed partial class CommuneMemory(
    Database database, NpgsqlDataSource source, ILogger<CommuneMemory> logger) : BackgroundService
{
    private const string Channel = "communes_changed";
    private const int Most = 4_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Silence = TimeSpan.FromSeconds(5);

    // Another one with each change, so that what was read before it cannot be put into the next. Null while nobody
    // would tell.
    private volatile ConcurrentDictionary<(string Code, int? Vintage), Commune?>? known;

    /// <summary>The commune with that INSEE code, as of today; or null.</summary>
    public async Task<Commune?> Find(string code, CancellationToken cancellation) =>
        (await Find([code], null, missing => CommuneTable.Find(database, missing, null, cancellation))).FirstOrDefault();

    /// <summary>Like <see cref="CommuneTable.Find(Transaction, IEnumerable{string}, int?)"/>: within a transaction, so
    /// that what is not known is read on its connection.</summary>
    public Task<IReadOnlyList<Commune>> Find(
        Transaction transaction, IReadOnlyCollection<string> codes, int? vintage) =>
        Find(codes, vintage, missing => CommuneTable.Find(transaction, missing, vintage));

    /// <summary>The communes of which merged ones among these are part today.</summary>
    public async Task<IReadOnlyList<string>> FindSuccessors(
        IReadOnlyCollection<string> codes, CancellationToken cancellation) =>
    [
        .. (await Find(codes, null, missing => CommuneTable.Find(database, missing, null, cancellation)))
            .Select(commune => commune.Successor?.Code).OfType<string>().Distinct(),
    ];

    /// <summary>Lets whoever has just changed something read it.</summary>
    public void Forget()
    {
        if (known is not null)
            known = [];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                known = null;
                Deaf(logger, failure.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
    }

    private async Task Listen(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, _) => known = [];
        await using var listen = new NpgsqlCommand($"LISTEN {Channel}", connection) { CommandTimeout = 5 };
        try
        {
            await listen.ExecuteNonQueryAsync(cancellation);
            known = [];
            while (true)
                // A line that is cut may be silent: who hears nothing for a while asks.
                if (!await connection.WaitAsync(Silence, cancellation))
                    await listen.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            known = null;
            // It goes back to the pool otherwise, and listens on.
            NpgsqlConnection.ClearPool(connection);
        }
    }

    private async Task<IReadOnlyList<Commune>> Find(
        IReadOnlyCollection<string> codes, int? vintage, Func<string[], Task<List<Commune>>> read)
    {
        var held = known;
        var found = new List<Commune>(codes.Count);
        var missing = new List<string>();
        foreach (var code in codes)
            if (held is null || !held.TryGetValue((code, vintage), out var commune))
                missing.Add(code);
            else if (commune is not null)
                found.Add(commune);
        if (missing.Count == 0)
            return found.Count < 2 ? found : [.. found.OrderBy(commune => commune.Code, StringComparer.Ordinal)];

        var fresh = await read([.. missing]);
        if (held is { Count: < Most })
        {
            foreach (var code in missing)
                held[(code, vintage)] = null;
            foreach (var commune in fresh)
                held[(commune.Code, vintage)] = commune;
        }
        return [.. found.Concat(fresh).OrderBy(commune => commune.Code, StringComparer.Ordinal)];
    }

    [LoggerMessage(LogLevel.Warning, "Communes are read from the database each time: {Reason}")]
    private static partial void Deaf(ILogger logger, string reason);
}
