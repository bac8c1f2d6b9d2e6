using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Forgets saved answers after <c>SavedAnswers:Keep</c>, thirty days unless configured, but never those that
/// are kept for ever.</summary>
internal sealed class AnswerPurge(NpgsqlDataSource dataSource, IConfiguration configuration) : IScheduledTask
{
    private static readonly TimeSpan MinKeep = TimeSpan.FromDays(1);

    private readonly TimeSpan keep = Read(configuration);

    public async Task Run(CancellationToken cancellation)
    {
        await using var command = dataSource.CreateCommand(
            "DELETE FROM saved_answers WHERE create_time < now() - $1 AND NOT kept");
        command.Parameters.Add(new() { Value = keep });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A retry that finds no answer any more has its effect again: a day is the least.</summary>
    public static TimeSpan Read(IConfiguration configuration)
    {
        var keep = configuration.GetValue("SavedAnswers:Keep", TimeSpan.FromDays(30));
        return keep >= MinKeep
            ? keep
            : throw new InvalidOperationException("SavedAnswers:Keep must be a day at least, e.g. 30.00:00:00.");
    }
}
