namespace ProjetK.Applications;

/// <summary>Candidacies in the demonstration calls: those of 2023 are decided and announced, and the place of the winner is
/// open, as Funding's and Ecosystem's demonstrations have it; those that are under way now are in every state that needs no
/// other service.</summary>
internal static class DemonstrationApplications
{
    private static readonly DateTimeOffset Spring = Paris.At(2023, 5, 15, 10), Summer = Paris.At(2023, 8, 28, 10),
        Autumn = Paris.At(2023, 9, 25, 10), Announcement = Paris.At(2023, 10, 6, 9),
        Started = new(2023, 10, 16, 9, 0, 0, TimeSpan.Zero), Opened = new(2024, 6, 22, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The grant that Funding's demonstration reserves for the winner.</summary>
    private static readonly Guid Grant = new("0198b7a0-0000-7000-8000-f00000000002");

    private static readonly Example[]
        Past =
        [
            new(11, "33548", "Le comptoir du réemploi", ApplicationState.Opened),
            new(12, "33101", "Un verger pour tous", ApplicationState.NotSelected),
            new(13, "33062", "La grange aux outils", ApplicationState.Lapsed),
        ],
        Present =
        [
            new(1, "33325", "La halle aux échanges", ApplicationState.Preparation),
            new(2, "33261", "L'atelier partagé", ApplicationState.IntentSubmitted),
            new(3, "33525", "La maison commune", ApplicationState.Draft),
            new(4, "33272", "Le four à pain du village", ApplicationState.EngagementSubmitted),
            new(5, "33264", "La ressourcerie des coteaux", ApplicationState.UnderReview),
            new(6, "33553", "Le café des bricoleurs", ApplicationState.Waitlisted),
            new(7, "33332", "Le jardin des écoliers", ApplicationState.NotSelected),
            new(8, "33530", "Une laverie solidaire", ApplicationState.Withdrawn),
            new(9, "33342", "Le marché des invendus", ApplicationState.Ineligible),
        ];

    public static async Task Write(Transaction transaction)
    {
        var (past, present) = (await CallTable.Lock(transaction, "2023"), await CallTable.Lock(transaction, "2026"));
        if ((await ApplicationTable.LockAll(transaction, past.Id, Enum.GetValues<ApplicationState>())).Count > 0)
            return;
        foreach (var (call, example, times) in Examples(past, present, transaction.Now))
        {
            var communes = await CommuneTable.Find(transaction, [example.Commune], call.Vintage);
            var application = Make(call, example, communes, times);
            if (application.Intent.SubmitTime is not null)
                application = application with
                {
                    Reference = await ApplicationTable.NextReference(
                        transaction, Paris.DayOf(call.IntentOpenTime).Year),
                };
            ApplicationTable.Save(transaction, null, application);
        }
        await DemonstrationReviews.Write(transaction, Id(11), Id(12));
        await DemonstrationExchanges.Write(transaction, Id(1), present);
    }

    /// <summary>What is written, by which call, and when.</summary>
    internal static IEnumerable<(Call Call, Example Example, Times Times)> Examples(
        Call past, Call present, DateTimeOffset now) =>
    [
        .. Past.Select(example => (Open(past), example, new Times(Spring, Summer, Autumn))),
        .. Present.Select(example => (present, example, new Times(now, now, now))),
    ];

    /// <summary>A candidacy, taken to its state by the steps of a real one.</summary>
    internal static Application Make(
        Call call, Example example, IReadOnlyList<Commune> communes, Times times)
    {
        var applicant = new Applicant(ApplicantKind.Commune, example.Commune, [example.Commune]);
        var eligibility = Eligibility.Check(call, applicant, communes);
        var draft = Draft(call, example, applicant, eligibility.Population, times.Intent);
        return example.State switch
        {
            ApplicationState.Draft => draft,
            ApplicationState.Lapsed => draft.Lapse(call.IntentEnd),
            _ => Reach(example.State, draft.SubmitIntent(eligibility, times.Intent), communes, times),
        };
    }

    private static Application Reach(
        ApplicationState state, Application application, IReadOnlyList<Commune> communes, Times times) => state switch
        {
            ApplicationState.IntentSubmitted => application,
            ApplicationState.Withdrawn => application.Withdraw("Le conseil préfère attendre.", times.Engagement),
            ApplicationState.Ineligible => application.DeclareIneligible(
                "Le projet ne concerne pas les habitants de la commune.", times.Engagement),
            ApplicationState.Preparation => application.AcceptIntent(communes, times.Intent),
            _ => Judge(state, Engage(application.AcceptIntent(communes, times.Intent), times.Engagement), times),
        };

    private static Application Judge(ApplicationState state, Application engaged, Times times) => state switch
    {
        ApplicationState.EngagementSubmitted => engaged.RequestCorrection(
            ["project.attendance"], times.Engagement.AddDays(10), "Précisez qui viendra, et combien de fois par mois.",
            times.Engagement),
        ApplicationState.UnderReview => engaged.StartReview(times.Engagement),
        ApplicationState.Waitlisted => engaged.StartReview(times.Engagement).Waitlist(
            "Un beau projet, si une place se libère.", "Sur liste d'attente.", times.Decision),
        ApplicationState.Opened => engaged.StartReview(times.Engagement).Select(
                new(Id(100), "Des acteurs nombreux et un lieu central.", "Le projet le plus abouti.",
                    AnnounceTime: Announcement),
                0, times.Decision)
            .ConfirmSelection(Grant, Announcement).StartCooperation(Started).OpenPlace(Opened),
        _ => Told(engaged.StartReview(times.Engagement).Reject(
            "Un autre territoire était plus avancé.", "Projet non retenu dans cette vague.", times.Decision)),
    };

    /// <summary>What was decided in 2023 was announced then.</summary>
    private static Application Told(Application rejected) =>
        rejected.Call.Id == "2023" ? rejected.Announce(Announcement)! : rejected;

    private static Application Engage(Application application, DateTimeOffset now)
    {
        var population = application.Population.Value!.Value;
        var (investment, operating) = (population * 80_00L, population * 20_00L);
        var estimate = new GrantEstimate(investment, operating, 3, investment + operating, investment + 3 * operating);
        var engagement = new Letter
        {
            Text = "Nous avons des idées et nous nous engageons.",
            Signatory = new("Camille Exemple", "Maire"),
            Deliberation = new("2023-07-12", new DateOnly(2023, 7, 12)),
        };
        return (application with { Engagement = engagement })
            .SubmitEngagement(application.Call.Involvement, estimate, now);
    }

    private static Application Draft(
        Call call, Example example, Applicant applicant, Population population, DateTimeOffset start) => new()
        {
            Id = Id(example.Number),
            Call = call,
            Applicant = applicant,
            Population = population,
            Contacts = new(new("Camille Exemple", "Maire", "mairie@example.org", ""), null),
            Project = new()
            {
                Title = example.Title,
                Summary = "Un lieu central pour donner, réparer, apprendre et se retrouver, porté par la commune et "
                    + "ses acteurs.",
                Maturity = Maturity.Idea,
                Ambition = Ambition.FlagshipAction,
                Land = Land.Built,
                Themes = ["waste-reduction"],
                SharedValues = ["sobriety", "cooperation"],
                Attendance = "Les habitants de la commune et de ses voisines, chaque semaine.",
                Coordination = "La commune anime un collectif d'acteurs qui se réunit chaque mois.",
            },
            Intent = new() { Text = "Ça nous intéresse.", Signatory = new("Camille Exemple", "Maire") },
            CreateTime = start,
            UpdateTime = start,
        };

    /// <summary>The call as it was while letters were accepted.</summary>
    private static Call Open(Call call) => call with { AnnounceTime = null, CloseTime = null };

    internal static Guid Id(int number) => new($"0198b7a0-0000-7000-8000-{number:d12}");

    /// <summary>A candidacy to show.</summary>
    internal sealed record Example(int Number, string Commune, string Title, ApplicationState State);

    /// <summary>When its letters came, and when it was decided.</summary>
    internal sealed record Times(DateTimeOffset Intent, DateTimeOffset Engagement, DateTimeOffset Decision);
}
