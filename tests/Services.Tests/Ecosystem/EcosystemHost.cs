using Npgsql;

namespace ProjetK.Ecosystem.Tests;

/// <summary>The system as Ecosystem's tests see it.</summary>
internal sealed class EcosystemHost : IAsyncDisposable
{
    private readonly Stack stack;

    private EcosystemHost(Stack stack, string database, TestBus bus)
    {
        this.stack = stack;
        Grpc = new(stack.Channel("ecosystem"));
        Admin = NpgsqlDataSource.Create(database);
        Bus = bus;
    }

    internal V1.EcosystemService.EcosystemServiceClient Grpc { get; }

    internal HttpClient Json => stack.Json;

    internal TestClock Clock => stack.Clock;

    internal NpgsqlDataSource Admin { get; }

    internal TestBus Bus { get; }

    internal static async Task<EcosystemHost> Start(Stack stack) => new(
        stack, await stack.AdminConnectionString("ecosystem"), await TestBus.Start(await stack.Broker()));

    public async ValueTask DisposeAsync()
    {
        await Bus.DisposeAsync();
        await Admin.DisposeAsync();
    }

    /// <summary>Runs the migration once more, as each deployment does, here with the demonstration.</summary>
    internal Task Demonstrate() => Demonstrations.Write(stack, "ecosystem", typeof(EcosystemService).Assembly);

    /// <summary>Makes a call that person's.</summary>
    internal Grpc.Core.Metadata Authorize(Person person) => new() { { "authorization", stack.Tokens.Authorize(person) } };

    /// <summary>The secret of an invitation that went out by mail.</summary>
    internal async Task<string> SecretTo(V1.InviteActorResponse invited)
    {
        var name = invited.Commitment.Name;
        var mails = await Eventually.Get(
            () => stack.Mails.To("camille@example.fr"),
            mails => mails.Any(mail => mail.TextBody!.Contains(name)), $"the invitation {name} leaves");
        var words = mails.Last(mail => mail.TextBody!.Contains(name)).TextBody!.Split((char[])[' ', '\r', '\n']);
        return words.Single(word => word.Contains(name)).Split("token=")[1];
    }

    internal Mails Mails => stack.Mails;

    /// <summary>Waits until a scheduled task has begun and ended once more.</summary>
    internal async Task HasRun(string task)
    {
        Task<double> Last() => Value<double>(
            "SELECT coalesce(extract(epoch FROM end_time), 0)::float8 FROM scheduled_tasks WHERE name = $1", task);
        for (var run = 0; run < 2; run++)
        {
            var before = await Last();
            await Until.True(async () => await Last() > before, $"{task} runs");
        }
    }

    /// <summary>Reads one value with the administrator's eyes.</summary>
    internal async Task<T> Value<T>(string sql, params object[] parameters)
    {
        await using var command = Admin.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
