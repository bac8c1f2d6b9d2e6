namespace ProjetK.Applications;

/// <summary>Two calls to look at: that of 2023 with its real dates, and one that is open for letters of intent on the
/// day of the first start.</summary>
internal static class DemonstrationCalls
{
    private static readonly LegalNotices Notices = new(
        "Le pôle coopération du syndicat suit votre dossier : écrivez-lui à l'adresse qui figure sur ce document.",
        "Sans réponse de notre part dans un délai de deux mois à compter de la réception, votre demande est réputée "
            + "rejetée.",
        "Cette décision peut être contestée dans un délai de deux mois à compter de sa notification, par un recours "
            + "gracieux auprès du syndicat ou par un recours devant le tribunal administratif de Bordeaux.");

    /// <summary>Writes the calls as if they had been published; nothing to do when they are there.</summary>
    public static async Task Write(Transaction transaction)
    {
        var vintage = await CommuneTable.FindVintage(transaction);
        if (await Publish(transaction, Past(vintage)) is { } past)
            CallTable.Save(transaction, past, Conclude(past));
        await Publish(transaction, Present(vintage, transaction.Now));
    }

    /// <summary>The wave of 2023: letters of intent by 2 June, of engagement by 1 September.</summary>
    private static Call Past(int vintage)
    {
        var opened = Paris.At(2023, 4, 3, 9);
        var draft = new Call
        {
            Id = "2023",
            Title = "Appel à coopération 2023",
            Summary = "Des communes de 800 à 1 500 habitants et leurs acteurs publics, privés et associatifs "
                + "imaginent avec le syndicat un lieu qui réduit les déchets.",
            IntentOpenTime = opened,
            IntentDeadlineTime = Paris.EndOf(new(2023, 6, 2)),
            EngagementDeadlineTime = Paris.EndOf(new(2023, 9, 1)),
            DeliberationDeadlineTime = Paris.EndOf(new(2023, 9, 1)),
            LegalNotices = Notices,
            CreateTime = opened,
            UpdateTime = opened,
        };
        return draft.Publish(vintage, opened);
    }

    private static Call Conclude(Call call)
    {
        var announced = call with { AnnounceTime = Paris.At(2023, 10, 6, 9), Version = call.Version + 1 };
        return announced.Close(new Dictionary<string, int>(), Paris.At(2023, 12, 29, 17));
    }

    /// <summary>A wave whose letters of intent are due sixty days from now.</summary>
    private static Call Present(int vintage, DateTimeOffset now)
    {
        var today = Paris.DayOf(now);
        var draft = new Call
        {
            Id = "2026",
            Title = "Appel à coopération 2026",
            Summary = "Une nouvelle vague : les communes font part de leur intérêt, préparent leur projet avec leurs "
                + "acteurs, puis s'engagent.",
            IntentOpenTime = now,
            IntentDeadlineTime = Paris.EndOf(today.AddDays(60)),
            EngagementDeadlineTime = Paris.EndOf(today.AddDays(150)),
            DeliberationDeadlineTime = Paris.EndOf(today.AddDays(180)),
            SelectionTime = Paris.EndOf(today.AddDays(210)),
            PreviousCall = "2023",
            LegalNotices = Notices,
            CreateTime = now,
            UpdateTime = now,
        };
        return draft.Publish(vintage, now);
    }

    private static async Task<Call?> Publish(Transaction transaction, Call call) =>
        await CallTable.Insert(transaction, call) ? call : null;
}
