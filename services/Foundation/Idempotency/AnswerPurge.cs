using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Forgets saved answers after <c>SavedAnswers:Keep</c>, thirty days unless configured, but never those that
/// are kept for ever.</summary>
internal sealed partial class AnswerPurge(
    NpgsqlDataSource dataSource, IConfiguration configuration, ILogger<AnswerPurge> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1), Shortest = TimeSpan.FromDays(1);

    private readonly TimeSpan keep = Read(configuration);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Purge(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Postponed(logger, failure.Message);
            }
        }
    }

    internal async Task Purge(CancellationToken cancellation)
    {
        await using var command = dataSource.CreateCommand(
            "DELETE FROM saved_answers WHERE create_time < now() - $1 AND NOT kept");
        command.Parameters.Add(new() { Value = keep });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A retry that finds no answer any more has its effect again: a day is the least.</summary>
    private static TimeSpan Read(IConfiguration configuration)
    {
        var keep = configuration.GetValue("SavedAnswers:Keep", TimeSpan.FromDays(30));
        return keep >= Shortest
            ? keep
            : throw new InvalidOperationException("SavedAnswers:Keep must be a day at least, e.g. 30.00:00:00.");
    }

    [LoggerMessage(LogLevel.Warning, "Old answers were not purged: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
