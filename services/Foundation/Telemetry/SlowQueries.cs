using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Writes down what the database took long for: longer than <c>Database:Slow</c>, half a second unless
/// configured.</summary>
internal sealed partial class SlowQueries(IConfiguration configuration, ILogger<SlowQueries> logger)
{
    private readonly TimeSpan limit = configuration.GetValue("Database:Slow", TimeSpan.FromMilliseconds(500));

    /// <summary>To be called when it is over, with when it began.</summary>
    public void Judge(NpgsqlBatch batch, long start)
    {
        if (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed >= limit)
            WasSlow(logger, SqlPurpose.Of(batch), (long)elapsed.TotalMilliseconds);
    }

    [LoggerMessage(LogLevel.Warning, "Slow query: {Statements} took {Milliseconds} ms")]
    private static partial void WasSlow(ILogger logger, string statements, long milliseconds);
}
