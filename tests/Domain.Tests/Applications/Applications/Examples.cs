namespace ProjetK.Applications.Tests;

/// <summary>Applications in every state, made by the steps themselves.</summary>
internal static class Examples
{
    public static readonly DateTimeOffset Now = new(2023, 5, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly IReadOnlyList<Transition> Steps = Enum.GetValues<Transition>();
    public static readonly Involvement Involved = new(1, 1, 1);
    public static readonly GrantEstimate Estimate = new(10_736_000, 2_684_000, 3, 13_420_000, 18_788_000);
    public static readonly Guid Grant = Guid.Parse("0198b7a0-0000-7000-8000-0000000000aa");


    /// <summary>The call of 2023, open for letters of intent.</summary>
    public static Call Call { get; } = (Some.Draft with
    {
        Id = "2023",
        IntentOpenTime = Now.AddDays(-30),
        IntentDeadlineTime = new(2023, 6, 2, 21, 59, 59, TimeSpan.Zero),
        EngagementDeadlineTime = new(2023, 9, 1, 21, 59, 59, TimeSpan.Zero),
        DeliberationDeadlineTime = new(2023, 9, 30, 21, 59, 59, TimeSpan.Zero),
    }).Publish(ReferenceData.Vintage, Now.AddDays(-40));

    public static Eligibility Eligible { get; } = Some.Eligibility(Call, "33525");

    public static Application Draft { get; } = new()
    {
        Id = Guid.Parse("0198b7a0-0000-7000-8000-000000000001"),
        Call = Call,
        Applicant = Some.Applicant(Some.Communes("33525")),
        Population = Eligible.Population,
        Contacts = new(new("Marie Durand", "Maire", "mairie@tauriac.example", ""), null),
        Project = new()
        {
            Title = "La maison commune",
            Summary = "Un lieu pour donner, réparer et se retrouver.",
            Maturity = Maturity.Idea,
            Ambition = Ambition.Systemic,
            Land = Land.Built,
            SharedValues = ["sobriety"],
            Attendance = "Les habitants, chaque semaine.",
            Coordination = "La commune anime le collectif.",
        },
        Intent = new() { Text = "Cela nous intéresse.", Signatory = new("Marie Durand", "Maire") },
        Engagement = new()
        {
            Text = "Nous nous engageons.",
            Signatory = new("Marie Durand", "Maire"),
            Deliberation = new("2023-07-12", new DateOnly(2023, 7, 12)),
        },
        CreateTime = Now,
        UpdateTime = Now,
    };

    public static Application InPreparation { get; } =
        Take(Take(Draft, Transition.SubmitIntent), Transition.AcceptIntent);

    /// <summary>Every application that steps lead to from a draft, one for each state and the state it came
    /// from.</summary>
    public static IReadOnlyCollection<Application> Reachable()
    {
        var found = new Dictionary<(ApplicationState, ApplicationState?), Application>();
        var open = new Queue<Application>([Draft]);
        while (open.TryDequeue(out var application))
        {
            if (!found.TryAdd((application.State, application.CameFrom), application))
                continue;
            foreach (var next in Steps.Select(step => TryTake(application, step)).OfType<Application>())
                open.Enqueue(next);
        }
        return found.Values;
    }

    public static Application? TryTake(Application application, Transition step)
    {
        var rule = Transitions.Of(step);
        var isPossible = rule.From.Contains(application.StateFor(rule)) && step != Transition.SignApplication
            && (step is not (Transition.ApproveDecision or Transition.DeclineDecision)
                || application.PendingDecision is not null)
            && (step is not (Transition.UpdateApplication or Transition.AnswerCorrection
                    or Transition.CancelCorrection or Transition.LeaveGrouping or Transition.ChangeLead
                    or Transition.AcceptLead or Transition.ReplaceCommune) || application.Refusal(step, Now) is null)
            && (step != Transition.AcceptLate || Late(application) is not null);
        return isPossible ? Take(application, step) : null;
    }

    /// <summary>What more time could be given for.</summary>
    private static DeadlineKind? Late(Application application) => application switch
    {
        { State: ApplicationState.Draft } or { State: ApplicationState.Lapsed, CameFrom: ApplicationState.Draft } =>
            DeadlineKind.Intent,
        { State: ApplicationState.Preparation }
            or { State: ApplicationState.Lapsed, CameFrom: ApplicationState.Preparation } => DeadlineKind.Engagement,
        { State: ApplicationState.IntentSubmitted or ApplicationState.EngagementSubmitted } =>
            DeadlineKind.Deliberation,
        _ => null,
    };

    /// <summary>The same, with its decision announced.</summary>
    private static Application Told(Application application) =>
        application.Announce(Now) is { } told ? told with { Version = application.Version } : application;

    /// <summary>A later call.</summary>
    private static Call Later { get; } = Call with { Id = "2024", IntentOpenTime = Now.AddDays(-1) };

    private static Application Approve(Application application)
    {
        var (decision, approved) = application.Approve("people/second", Now);
        return Take(approved, decision.Step);
    }

    public static Application Take(Application application, Transition step) => step switch
    {
        Transition.UpdateApplication => application.Edit(Content.Of(application), application.Population, Now),
        Transition.SignApplication => application.Sign(null, "33191", "", new("Jeanne Martin", "Maire"), Now),
        Transition.SubmitIntent => application.SubmitIntent(Eligible, Now),
        Transition.ConfirmPopulation => application.ConfirmPopulation(1_342, 1_342, "Vérifié.", Now),
        Transition.AcceptIntent => application.AcceptIntent(Some.Communes("33525"), Now),
        Transition.DeclareIneligible => application.DeclareIneligible("Hors cadre.", Now),
        Transition.SubmitEngagement => application.SubmitEngagement(Involved, Estimate, Now),
        Transition.StartReview => application.StartReview(Now),
        Transition.SelectApplication => application.Select(new(Grant, "Le meilleur projet.", ""), 0, Now),
        Transition.ConfirmSelection => application.ConfirmSelection(Grant, Now),
        Transition.RefuseFunds => application.RefuseFunds("ENVELOPE_EXCEEDED", Now),
        Transition.WaitlistApplication => application.Waitlist("Pas de place.", "", Now),
        Transition.RejectApplication => application.Reject("Un autre projet.", "", Now),
        Transition.StartCooperation => Told(application).StartCooperation(Now),
        Transition.OpenPlace => application.OpenPlace(Now),
        Transition.TerminateCooperation => Told(application).Terminate("Plus personne.", Now),
        Transition.WithdrawApplication => application.Withdraw("Changement d'équipe.", Now),
        Transition.Lapse => application.Lapse(Now),
        Transition.ReinstateApplication => application.Reinstate("Recours gracieux.", null, Now),
        Transition.ApproveDecision => Approve(application),
        Transition.DeclineDecision => application.Decline("Non.", Now),
        Transition.AcceptLate => application.AcceptLate(
            Late(application) ?? DeadlineKind.Intent, Now.AddYears(1), "Une panne.", Now),
        Transition.RenewApplication => application.Renew(Later, application.Population, Now),
        Transition.DeleteApplication => application.Delete(Now),
        Transition.RequestCorrection => application.RequestCorrection(["project"], Now.AddDays(7), "À préciser.", Now),
        Transition.AnswerCorrection => application.AnswerCorrection(Eligible, Estimate, Now),
        Transition.CancelCorrection => application.CancelCorrection(Now),
        Transition.LeaveGrouping => application.Leave(
            application.Without(application.Communes().Last()), application.Population, Now),
        Transition.ChangeLead => application.ChangeLead(application.Communes().Last(), "Un autre mandat.", Now),
        Transition.AcceptLead => application.AcceptLead(Now),
        Transition.ReplaceCommune => application.Replace(
            Some.Communes("33525").Single(), "33548", "Commune nouvelle.", false, Now),
    };
}
