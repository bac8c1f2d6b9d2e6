using Google.Type;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using static ProjetK.Applications.V1.Application.Types;
using Resource = ProjetK.Ecosystem.V1.Commitment.Types.Resource;

namespace ProjetK.Testing.Scenarios;

/// <summary>An application that is played through the gateway, by RPCs alone: step by step or up to a state.</summary>
public sealed partial class Candidacy
{
    private readonly Stack stack;

    private Candidacy(Stack stack, Application application)
    {
        this.stack = stack;
        Application = application;
    }

    /// <summary>The application as it was last seen.</summary>
    public Application Application { get; private set; }

    /// <summary>Its resource name.</summary>
    public string Name => Application.Name;

    /// <summary>Who acts for all its communes.</summary>
    public Person Mayor => MayorOf(Application.Applicant);

    /// <summary>Starts a draft that has everything a letter of intent needs.</summary>
    public static Task<Candidacy> Draft(Round round, params string[] communes) =>
        Draft(round, Of(communes));

    /// <summary>Starts such a draft for any applicant.</summary>
    public static async Task<Candidacy> Draft(Round round, Applicant applicant) =>
        new(round.Stack, await round.Stack.Send<Application>(new CreateApplicationRequest
        {
            Application = new()
            {
                Call = round.Call,
                Applicant = applicant,
                Contacts = new() { ElectedReferent = new() { DisplayName = "Claire Martin", Function = "Maire" } },
                Project = new() { Title = "Le lieu", Summary = "Un lieu pour vivre ensemble le Zéro Waste." },
                Intent = new() { Text = "Ça nous intéresse.", Signatory = Signatory },
            },
        }, by: MayorOf(applicant)));

    /// <summary>One commune is a commune; several are a grouping led by the first.</summary>
    public static Applicant Of(params string[] communes) => new()
    {
        Kind = communes.Length == 1 ? Applicant.Types.Kind.Commune : Applicant.Types.Kind.Grouping,
        LeadCommune = $"communes/{communes[0]}",
        Communes = { communes.Select(code => $"communes/{code}") },
    };

    private static Signatory Signatory => new() { DisplayName = "Claire Martin", Function = "Maire" };

    /// <summary>Plays on until it stands there, turning the clock as the deck does.</summary>
    public async Task<Candidacy> Reach(State wanted)
    {
        while (Application.State != wanted)
            await (Application.State switch
            {
                State.Draft => SubmitIntent(),
                State.IntentSubmitted => AcceptIntent(),
                State.Preparation => Engage(),
                State.EngagementSubmitted => StartReview(),
                State.UnderReview => Select(),
                State.SelectionPending => BeAnswered(),
                State.Selected => Cooperate(),
                State.Cooperation => Open(),
                _ => throw new InvalidOperationException($"No way leads from {Application.State} to {wanted}."),
            });
        return this;
    }

    /// <summary>Sends the letter of intent, signed by every commune.</summary>
    public async Task SubmitIntent()
    {
        await Sign(Application.Intent);
        Application = (await stack.Send<SubmitIntentResponse>(new SubmitIntentRequest { Name = Name }, by: Mayor)).Application;
    }

    /// <summary>The syndicate accepts the intent.</summary>
    public async Task AcceptIntent() =>
        Application = await stack.Send<Application>(new AcceptIntentRequest { Name = Name });

    /// <summary>Gathers one actor of each kind, completes the letter of engagement and sends it.</summary>
    public async Task Engage()
    {
        stack.Clock.Travel(Deck.DuringEngagement);
        await Gather(Actor.Types.Kind.Public, Actor.Types.Kind.Private, Actor.Types.Kind.Association);
        await WriteEngagement();
        await Sign(Application.Engagement);
        Application = (await stack.Send<SubmitEngagementResponse>(
            new SubmitEngagementRequest { Name = Name }, by: Mayor)).Application;
    }

    /// <summary>Actors of these kinds are invited to the territory and confirm by their links.</summary>
    public async Task Gather(params Actor.Types.Kind[] kinds)
    {
        await Eventually.Holds(
            () => stack.Send<Territory>(new GetTerritoryRequest { Name = Application.Territory }), "the territory");
        foreach (var kind in kinds)
        {
            var actor = await stack.Send<Actor>(new CreateActorRequest
            {
                Actor = new()
                {
                    DisplayName = $"{kind} {Guid.NewGuid():N}",
                    Kind = kind,
                    Commune = Application.Applicant.LeadCommune,
                },
            }, by: Mayor);
            var invited = await stack.Send<InviteActorResponse>(new InviteActorRequest
            {
                Parent = Application.Territory,
                Actor = actor.Name,
                Brings = { Resource.Time },
            }, by: Mayor);
            await stack.Send<Commitment>(
                new ConfirmCommitmentRequest { Name = invited.Commitment.Name, Token = invited.Token });
        }
    }

    /// <summary>Writes everything that a letter of engagement needs.</summary>
    public async Task WriteEngagement() => Application = await stack.Send<Application>(new UpdateApplicationRequest
    {
        Application = new()
        {
            Name = Name,
            Etag = Application.Etag,
            Project = new(Application.Project)
            {
                Maturity = Project.Types.Maturity.Formalised,
                Ambition = Project.Types.Ambition.Systemic,
                Land = Project.Types.Land.Both,
                SharedValues = { "sobriety" },
                Attendance = "Tous les habitants, chaque semaine.",
                Coordination = "La commune anime un comité.",
            },
            Engagement = new()
            {
                Text = "Nous nous engageons.",
                Signatory = Signatory,
                Deliberation = new() { Number = "2023-07-12", Date = new Date { Year = 2023, Month = 7, Day = 11 } },
            },
        },
    }, by: Mayor);

    /// <summary>The jury begins to read.</summary>
    public async Task StartReview()
    {
        stack.Clock.Travel(Deck.DuringSelection);
        Application = await stack.Send<Application>(new StartReviewRequest { Name = Name });
    }

    /// <summary>The syndicate chooses it and asks for the money.</summary>
    public async Task Select() => Application = await stack.Send<Application>(
        new SelectApplicationRequest { Name = Name, Reason = "Le meilleur projet.", PublicReason = "Retenu." });

    /// <summary>Waits until Funding has answered.</summary>
    public Task BeAnswered() => Eventually.Get(
        Read, application => application.State != State.SelectionPending, $"an answer to the selection of {Name}");

    /// <summary>The applicant takes it back.</summary>
    public async Task Withdraw() => Application = await stack.Send<Application>(
        new WithdrawApplicationRequest { Name = Name, Reason = "Le conseil a changé d'avis." }, by: Mayor);

    /// <summary>Looks at it again.</summary>
    public async Task<Application> Read() =>
        Application = await stack.Send<Application>(new GetApplicationRequest { Name = Name });

    private static Person MayorOf(Applicant applicant) =>
        People.MayorOf([.. applicant.Communes.Append(applicant.LeadCommune).Distinct().Select(Code)]);

    private static string Code(string commune) => commune["communes/".Length..];

    private async Task Sign(Application.Types.Letter letter)
    {
        if (Application.Applicant.Kind != Applicant.Types.Kind.Grouping)
            return;
        foreach (var commune in Application.Applicant.Communes.Except([Application.Applicant.LeadCommune]))
            Application = await stack.Send<Application>(new SignApplicationRequest
            {
                Name = Name,
                Commune = commune,
                Sha256 = letter.Sha256,
                Signatory = Signatory,
            }, by: Mayor);
    }
}
