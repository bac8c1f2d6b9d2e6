using System.Security.Cryptography;
using System.Text;
using ProjetK.Auth.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Hashing_a_line(CounterHost host) : IClassFixture<CounterHost>
{
    [Fact]
    public void gives_what_the_description_gives_for_its_example()
    {
        var line = new StoredLine(
            "applications/0198b7a0-0000-7000-8000-000000000001", 1, "2026-11-23T20:17:10.205884Z", "Demonstration",
            null, "migrations", null, "PREPARATION", [], HistoryChain.NoHash, []);
        Assert.Equal(
            "a6c2300ceb5d0f81b00c838e6fe9625d54cabdba51e9cc3e4f481f7062868847",
            Convert.ToHexStringLower(HistoryChain.HashOf(line)));
    }

    [Fact]
    public async Task in_the_database_gives_what_the_description_says()
    {
        var database = host.App.Services.GetRequiredService<Database>();
        var (resource, person) = ($"counters/{Guid.NewGuid():N}", $"people/{Guid.NewGuid()}");
        var caller = new Caller(person, new HashSet<Access.Types.Role>(), new HashSet<string>(), "funding");
        await database.Run(caller, transaction =>
        {
            transaction.Record(resource, null, "COMPTÉ", "title", "contacts");
            return Task.CompletedTask;
        }, default, "Compter");

        var salt = await host.Value<byte[]>($"SELECT salt FROM history_people WHERE subject = '{person}'");
        Assert.Equal(32, salt.Length);
        var line = Assert.Single(await HistoryTable.List(database, resource, 0, 10, default));
        string[] lines =
        [
            "projetk-history-1", new('0', 64), resource, "1",
            $"{line.OccurTime.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}", "Compter",
            Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(person)])), "funding", "",
            "COMPTÉ", "title", "contacts",
        ];
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n'))),
            Convert.ToHexStringLower(line.Hash));
    }
}
