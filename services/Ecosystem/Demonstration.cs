using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>The actors of a candidate commune, for a first visitor to see. All names are invented.</summary>
internal static class Demonstration
{
    private static readonly Guid Plassac = new("0198b7a0-0000-7000-8000-000000000001");
    private const string PlassacCode = "33325";

    /// <summary>Writes the demonstration unless it is there. The territory is the one that the demonstration's
    /// application opens: until that is heard of, it is written as its letter will say it.</summary>
    public static async Task Write(Transaction transaction)
    {
        await DemonstrationVillegouge.Write(transaction);
        var now = transaction.Now;
        if (await TerritoryTable.Lock(transaction, Plassac) is null)
            TerritoryTable.Save(transaction, null, Territory(now));
        foreach (var (number, name, kind, brings, statement) in Parts)
        {
            var id = Id(number, 0xa);
            if (await ActorTable.Lock(transaction, id) is not null)
                continue;
            ActorTable.Save(transaction, null, new(id, name, kind, PlassacCode, null, new(true, false, now), now, now, 1));
            var secret = SecretLink.NewSecret();
            var commitment = Commitment
                .Invite(Id(number, 0xc), Plassac, id, brings, statement, secret, now)
                .Confirm(secret, [], "", ["sobriety"], now);
            CommitmentTable.Save(transaction, null, commitment);
            transaction.Announce(new CommitmentConfirmed(commitment.Id, Plassac, id, now, commitment.Version));
        }
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
}
