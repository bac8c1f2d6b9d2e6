using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>The ecosystem of the territory that was selected in 2023, from the first invitation to the open place and its
/// first accepted report, and two partners elsewhere. People and organisations are invented.</summary>
internal static class DemonstrationVillegouge
{
    private static readonly Guid Villegouge = new("0198b7a0-0000-7000-8000-000000000011");
    private const string Code = "33548";

    private static readonly DateTimeOffset
        Invited = Day(2023, 6, 12), Selected = Day(2023, 10, 6), Started = Day(2023, 10, 16), Opened = Day(2024, 6, 22),
        Reported = Day(2024, 10, 7), Accepted = Day(2024, 10, 21);

    public static async Task Write(Transaction transaction)
    {
        if (await ActorTable.Lock(transaction, Id(1, 0xa)) is not null)
            return;
        var territory = await WriteTerritory(transaction);
        foreach (var (number, name, kind, brings, statement) in Parts)
            WriteActor(transaction, number, name, kind, brings, statement);
        SupportTable.Save(transaction, Support.Unassigned(Villegouge), Support.Unassigned(Villegouge).Assign(
            Account("representative"), [Account("facilitator"), Account("facilitator2")], Selected));
        WritePlace(transaction);
        WriteRoad(transaction);
        WriteReports(transaction);
        foreach (var partner in Partners)
            WritePartner(transaction, territory, partner);
    }

    private static readonly (int, string, ActorKind, Resource[], string)[] Parts =
    [
        (1, "École de Villegouge", ActorKind.School, [Resource.Time, Resource.Space],
            "Les classes tiennent le composteur et le verger."),
        (2, "La Ferme des Trois Chênes", ActorKind.Private, [Resource.Equipment, Resource.Skill],
            "Des paniers chaque semaine, et le broyat de nos haies."),
        (3, "Le Comptoir du réemploi", ActorKind.Association, [Resource.Time, Resource.Skill],
            "Tenir la gratuiterie et l'atelier de réparation."),
        (4, "Les voisins du lavoir", ActorKind.Citizens, [Resource.Time], "Accueillir les visiteurs le samedi."),
        (5, "CCAS de Villegouge", ActorKind.Public, [Resource.Money, Resource.Space],
            "Une laverie solidaire dans l'ancien presbytère."),
    ];

    private static readonly (int Number, string Name, string Commune, int Population, Profile Profile)[] Partners =
    [
        (1, "Hastingues", "40120", 609, new(
            ["sobriety", "conviviality"], ["shops", "newcomers"], ["Une auberge participative"],
            ["Un atelier de réparation"], "Rester un village où l'on vit toute l'année.")),
        (2, "Roubaix, quartier du Pile", "59512", 8200, new(
            ["sobriety", "solidarity", "cooperation"], ["citizens", "third-places"], ["Un atelier couture"],
            ["Des paniers de légumes"], "Un quartier zéro déchet.")),
    ];

    /// <summary>The territory is the one that the demonstration's application opens; whatever the order, it ends with its
    /// place open.</summary>
    private static async Task<Territory> WriteTerritory(Transaction transaction)
    {
        var before = await CandidacyTable.Lock(transaction, Villegouge);
        var intent = new AcceptedIntent(
            Villegouge, "2023", "Villegouge", [Code], 1325, ["sobriety", "cooperation"]);
        var after = before.Territory is null ? before.Accept(intent, Invited, 1, Invited) : before;
        after = after.Reach(Villegouge, Stage.Open, 1000, Opened);
        after = after with
        {
            Territory = after.Territory!.Describe(new(
                ["sobriety", "cooperation"], ["associations", "farms", "schools"], ["Un atelier de réparation"],
                ["Un atelier couture", "Une auberge participative"],
                "Donner une deuxième vie à ce que la commune n'utilise plus."), Opened),
        };
        CandidacyTable.Save(transaction, before, after, Villegouge);
        return after.Territory;
    }

    private static void WriteActor(
        Transaction transaction, int number, string name, ActorKind kind, Resource[] brings, string statement)
    {
        var actor = Id(number, 0xa);
        ActorTable.Save(transaction, null, new(
            actor, name, kind, Code, null, new(true, false, Invited), Invited, Invited, 1)
        { RecordedFor = [Code] });
        var secret = SecretLink.NewSecret();
        var commitment = Commitment.Invite(Id(number, 0xc), Villegouge, actor, brings, statement, secret, Invited)
            .Confirm(secret, [], "", number % 2 == 0 ? ["sobriety"] : ["sobriety", "cooperation"], Invited.AddDays(9));
        CommitmentTable.Save(transaction, null, commitment);
        transaction.Announce(new CommitmentConfirmed(
            commitment.Id, Villegouge, actor, commitment.AnswerTime!.Value, commitment.Version));
    }

    private static void WritePlace(Transaction transaction)
    {
        var (place, orchard) = (Id(1, 0x5), Id(2, 0x5));
        SiteTable.Save(transaction, null, new(
            place, Villegouge, "L'ancien presbytère", Land.Built, "Le bourg\n33141 Villegouge", new(44.9730, -0.3110), 380,
            "Commune de Villegouge", "Rénové en 2024.",
            [SiteService.Giving, SiteService.Recovery, SiteService.Laundry, SiteService.Workspace, SiteService.Sorting,
                SiteService.Repair], true, Started, Opened, 2));
        SiteTable.Save(transaction, null, new(
            orchard, Villegouge, "Le verger du lavoir", Land.Planted, "Chemin du lavoir\n33141 Villegouge",
            new(44.9747, -0.3139), 2600, "Commune de Villegouge", "Planté de pommiers et de pruniers.",
            [SiteService.Gardening, SiteService.Learning], false, Started, Started, 1));
        WriteAction(transaction, 1, "Le repair café du samedi", "repair-cafe", place, 3, [4]);
        WriteAction(transaction, 2, "La laverie solidaire", "laundry", place, 5, [3]);
        WriteAction(transaction, 3, "Le verger de l'école", "orchard", orchard, 1, [2, 4]);
    }

    private static void WriteAction(
        Transaction transaction, int number, string name, string idea, Guid site, int lead, int[] partners) =>
        ActionTable.Save(transaction, null, new(
            Id(number, 0xd), Villegouge, name, idea, site, Id(lead, 0xa), [.. partners.Select(one => Id(one, 0xa))],
            ActionState.Running, "", new(2024, 6, 22), null, "", Started, Opened, 3));

    private static void WriteRoad(Transaction transaction)
    {
        var cooperation = Cooperation.Unheard(Villegouge, Villegouge, "2023");
        CooperationTable.Save(
            transaction, cooperation, cooperation with { StartTime = Started, OpenTime = Opened });
        foreach (var (number, name, due, reached) in new[]
        {
            (1, "Le projet est défini avec les acteurs", Day(2023, 12, 15), Day(2023, 12, 8)),
            (2, "Les travaux commencent", Day(2024, 2, 15), Day(2024, 3, 4)),
            (3, "Le lieu ouvre ses portes", Day(2024, 7, 1), Opened),
        })
            MilestoneTable.Save(transaction, null, new(
                Id(number, 0xe), Villegouge, name, "", due, reached, Started, 2));
        JournalTable.Insert(transaction, new(
            Id(1, 0xf), Villegouge, JournalVisibility.Shared,
            "Première réunion des acteurs : vingt-deux personnes, et déjà trois ateliers proposés.",
            new(2023, 11, 4), Account("facilitator"), Day(2023, 11, 4)));
    }

    private static void WriteReports(Transaction transaction)
    {
        foreach (var (number, measured, title, value, unit, baseline) in new (int, string, string, decimal, string, decimal?)[]
        {
            (1, "residual-waste", "Ordures ménagères résiduelles", 171, "kg/hab/an", 204),
            (2, "visits", "Visites du lieu", 3120, "visites/an", null),
        })
            IndicatorTable.Save(transaction, null, new(
                Id(number, 0x9), Villegouge, measured, title, 2024, value, unit, "Pesées et comptages du lieu.", baseline,
                "Smicval", Reported.AddDays(-3), Reported.AddDays(-3), 1));
        foreach (var planned in Report.Plan(Villegouge, Villegouge, Started, Started))
        {
            var report = planned.Year > 1 ? planned : planned.Submit(new(
                "Le lieu est ouvert depuis juin : on y donne, on y répare et on y lave.",
                "Trois actions tournent chaque semaine ; seize tonnes de déchets en moins.",
                "Trouver des bénévoles pour le dimanche.", "Une auberge participative à l'étage."), Reported)
                .Accept(Accepted);
            ReportTable.Save(transaction, null, report);
        }
    }

    private static void WritePartner(
        Transaction transaction, Territory villegouge,
        (int Number, string Name, string Commune, int Population, Profile Profile) partner)
    {
        var territory = Territory.Register(
            Id(partner.Number, 0xb), partner.Name, [partner.Commune], partner.Population, partner.Profile, Opened);
        TerritoryTable.Save(transaction, null, territory);
        ContactTable.SavePartner(
            transaction, territory.Id, new("Camille Exemple", $"partenaire{partner.Number}@example.org", ""));
        var contact = new ContactMessage(
            Id(partner.Number, 0x8), territory.Id, villegouge.Id,
            "Bonjour, nos deux lieux ont des choses à se dire : venez nous voir un samedi.", "", null,
            Opened.AddDays(20), null, 1);
        ContactTable.Save(transaction, null, partner.Number == 1
            ? contact.AnswerBySomebody("Avec plaisir, nous viendrons en septembre.", Opened.AddDays(25))
            : contact);
    }

    /// <summary>The account of that name for development (see the identity service).</summary>
    private static Guid Account(string name)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes($"{name}@projetk.test"))[..16];
        (bytes[6], bytes[8]) = ((byte)(bytes[6] & 0x0f | 0x80), (byte)(bytes[8] & 0x3f | 0x80));
        return new(bytes, bigEndian: true);
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 9, 0, 0, TimeSpan.Zero);

    private static Guid Id(int number, int kind) => new($"0198b7a0-0000-7000-8000-{kind:x1}1{number:d10}");
}
