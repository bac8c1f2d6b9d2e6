using System.Diagnostics;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Names what is asked of the database by its purpose, and only where it is part of a trace: a loop that looks
/// for work costs nothing here.</summary>
internal static class SqlSpans
{
    public static void Configure(NpgsqlTracingOptionsBuilder tracing) => tracing
        .ConfigureCommandFilter(_ => IsTraced)
        .ConfigureBatchFilter(_ => IsTraced)
        .ConfigureCommandSpanNameProvider(command => SqlPurpose.Of(command.CommandText))
        .ConfigureBatchSpanNameProvider(SqlPurpose.Of);

    private static bool IsTraced => Activity.Current is { IsAllDataRequested: true };
}
