using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>The actors of a candidate commune, so that a first visitor sees an ecosystem. All names are invented.</summary>
internal static class Demonstration
{
    private static readonly Guid Plassac = new("0198b7a0-0000-7000-8000-000000000001");
    private const string PlassacCode = "33325";

    /// <summary>Writes the demonstration unless it is there. The territory is the one that the demonstration's
    /// application opens: until that is heard of, it is written as its letter will say it.</summary>
    public static async Task Write(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var now = DateTimeOffset.UtcNow;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        await Execute(connection, TerritoryTable.InsertIfAbsent, TerritoryTable.Parameters(Territory(now)));
        foreach (var (number, name, kind, brings, statement) in Parts)
        {
            var actor = new Actor(
                Id(number, 0xa), name, kind, PlassacCode, null, new(true, false, now), now, now, 1);
            if (await Execute(connection, ActorTable.InsertIfAbsent, ActorTable.Parameters(actor)) == 0)
                continue;
            var secret = Link.NewSecret();
            var commitment = Commitment
                .Invite(Id(number, 0xc), Plassac, actor.Id, brings, statement, secret, now)
                .Confirm(secret, [], "", ["sobriety"], now);
            await Execute(connection, CommitmentTable.Upsert, CommitmentTable.Parameters(commitment));
        }
        await transaction.CommitAsync();
    }

    private static readonly (int, string, ActorKind, Resource[], string)[] Parts =
    [
        (1, "École de Plassac", ActorKind.School, [Resource.Time, Resource.Space],
            "Un composteur et un potager tenus par les classes."),
        (2, "Épicerie du bourg", ActorKind.Private, [Resource.Space, Resource.Skill],
            "Un rayon en vrac et un coin pour les invendus."),
        (3, "Les Répare-Tout de l'estuaire", ActorKind.Association, [Resource.Time, Resource.Skill, Resource.Equipment],
            "Un repair café chaque mois, avec nos outils."),
    ];

    private static Territory Territory(DateTimeOffset now) => Ecosystem.Territory.Open(
        Plassac, new(Plassac, "2026", "Plassac", [PlassacCode], 924, ["sobriety"]), Stage.Candidate, now);

    private static Guid Id(int number, int kind) => new($"0198b7a0-0000-7000-8000-{kind:x1}{number:d11}");

    private static async Task<int> Execute(NpgsqlConnection connection, string sql, object?[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter ?? DBNull.Value });
        return await command.ExecuteNonQueryAsync();
    }
}
