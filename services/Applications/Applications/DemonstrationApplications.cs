namespace ProjetK.Applications;

/// <summary>Candidacies in the demonstration calls: two that were decided in 2023, three that are under way
/// now.</summary>
internal static class DemonstrationApplications
{
    private static readonly DateTimeOffset Spring = Paris.At(2023, 5, 15, 10), Summer = Paris.At(2023, 8, 28, 10),
        Autumn = Paris.At(2023, 9, 25, 10), Announcement = Paris.At(2023, 10, 6, 9);

    public static async Task Write(Transaction transaction)
    {
        var (past, present) = (await CallTable.Lock(transaction, "2023"), await CallTable.Lock(transaction, "2026"));
        if ((await ApplicationTable.LockAll(transaction, past.Id, Enum.GetValues<ApplicationState>())).Count > 0)
            return;
        var now = transaction.Now;
        await Write(transaction, past, 11, "33548", "Le comptoir du réemploi", Spring, Transition.SelectApplication);
        await Write(transaction, past, 12, "33101", "Un verger pour tous", Spring, Transition.RejectApplication);
        await DemonstrationReviews.Write(transaction, Id(11), Id(12));
        await Write(transaction, present, 1, "33325", "La halle aux échanges", now, Transition.AcceptIntent);
        await Write(transaction, present, 2, "33261", "L'atelier partagé", now, Transition.SubmitIntent);
        await Write(transaction, present, 3, "33525", "La maison commune", now, Transition.UpdateApplication);
    }

    private static async Task Write(
        Transaction transaction, Call call, int number, string commune, string title, DateTimeOffset start,
        Transition last)
    {
        var communes = await CommuneTable.Find(transaction, [commune], call.Vintage);
        var applicant = new Applicant(ApplicantKind.Commune, commune, [commune]);
        var eligibility = Eligibility.Check(call, applicant, communes);
        var application = Draft(Open(call), number, applicant, eligibility.Population, title, start);
        if (last != Transition.UpdateApplication)
            application = application.SubmitIntent(eligibility, start) with
            {
                Reference = await ApplicationTable.NextReference(transaction, Paris.DayOf(call.IntentOpenTime).Year),
            };
        if (last is not (Transition.UpdateApplication or Transition.SubmitIntent))
            application = application.AcceptIntent(communes, start);
        if (last is Transition.SelectApplication or Transition.RejectApplication)
            application = Decide(application, last);
        ApplicationTable.Save(transaction, null, application);
    }

    private static Application Decide(Application application, Transition last)
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
        var underReview = (application with { Engagement = engagement })
            .SubmitEngagement(application.Call.Involvement, estimate, Summer)
            .StartReview(Summer);
        if (last == Transition.RejectApplication)
            return underReview.Reject(
                "Un autre territoire était plus avancé.", "Projet non retenu dans cette vague.", Autumn)
                .Announce(Announcement)!;
        var proposal = new Proposal(Id(100), "Des acteurs nombreux et un lieu central.", "Le projet le plus abouti.",
            AnnounceTime: Announcement);
        return underReview.Select(proposal, 0, Autumn);
    }

    private static Application Draft(
        Call call, int number, Applicant applicant, Population population, string title, DateTimeOffset start) => new()
        {
            Id = Id(number),
            Call = call,
            Applicant = applicant,
            Population = population,
            Contacts = new(new("Camille Exemple", "Maire", "mairie@example.org", ""), null),
            Project = new()
            {
                Title = title,
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
}
