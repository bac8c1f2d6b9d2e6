using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ProjetK.Funding.Tests;

public sealed class The_demonstration(FundingStack stack)
{
    [Fact]
    public async Task opens_an_envelope_for_each_wave_once()
    {
        var write = Demonstration.From(Settings(enabled: true))!;
        await using var database = new NpgsqlConnection(await stack.OwnerConnection());
        await database.OpenAsync();
        await write(database);
        await write(database);

        foreach (var wave in new[] { "2023", "2026" })
        {
            var envelope = await stack.Client.GetEnvelopeAsync(new() { Name = $"envelopes/{wave}" });
            Assert.Equal(($"Participation financière — vague {wave}", 630_000),
                (envelope.Label, envelope.Amount.Units));
            Assert.Equal([$"calls/{wave}"], envelope.Calls);
            var entries = await Ledgers.All(stack, envelope.Name);
            Assert.Equal((2, 0), (entries.Count, Chain.FirstBroken(entries)));
        }
    }

    [Fact]
    public void is_written_only_where_it_is_asked_for() => Assert.Null(Demonstration.From(Settings(enabled: false)));

    private static IConfiguration Settings(bool enabled) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Demonstration:Enabled"] = enabled.ToString(),
            ["StandardRates:InvestmentCents"] = "8000",
            ["StandardRates:OperatingCents"] = "2000",
            ["StandardRates:OperatingYears"] = "3",
        })
        .Build();
}
