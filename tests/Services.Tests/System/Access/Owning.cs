using Google.Protobuf;
using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Documents.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using static ProjetK.Applications.V1.Application.Types;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.SystemTests.Access;

/// <summary>What belongs to communes is theirs, and does not exist for others.</summary>
public sealed class Owning(ServicesStack stack)
{
    private const string Fronsac = "33174", Plassac = "33325", LeFieu = "33166", Gours = "33191";

    private static readonly Person Mayor = People.MayorOf(Fronsac);
    private static readonly Person Neighbour = People.MayorOf(Plassac);

    [Fact]
    public async Task an_application_shows_it_to_nobody_elses_mayor()
    {
        var (candidacy, grant) = await Selected(Fronsac);
        var mine = await Everything(Mayor, candidacy, grant);
        var theirs = await Everything(Neighbour, candidacy, grant);

        Assert.All(mine, answer => Assert.Equal((answer.Key, StatusCode.OK), (answer.Key, answer.Value)));
        Assert.All(theirs, answer => Assert.Equal((answer.Key, StatusCode.NotFound), (answer.Key, answer.Value)));
        // Every RPC that depends on a commune is asked here.
        var asked = mine.Keys.Concat(await Lists(Mayor, candidacy)).Concat(Steps(candidacy).Select(NameOf))
            .Concat(["CreateApplication", "CreateActor", "InviteActor"]).Concat(Owning_an_ecosystem.Asked)
            // What is one's own needs no name of anybody's.
            .Concat(["ListTasks", "ListNotifications", "MarkNotificationsRead", "GetNotificationSettings",
                "UpdateNotificationSettings"]);
        var bound = Wires.Services.SelectMany(service => service.Methods)
            .Where(rpc => !Expectations.IsPublic(rpc)
                && (Expectations.Admits(rpc, Role.Applicant) || Expectations.Admits(rpc, Role.Facilitator)))
            .Where(rpc => !rpc.File.Package.StartsWith("projetk.identity", StringComparison.Ordinal))
            .Select(rpc => rpc.Name);
        Assert.Empty(bound.Except(asked));
    }

    [Fact]
    public async Task an_application_shows_up_in_nobody_elses_lists()
    {
        var (candidacy, _) = await Selected(Fronsac);
        await Lists(Mayor, candidacy, seen: true);
        await Lists(Neighbour, candidacy, seen: false);
        await Lists(People.MayorOf(), candidacy, seen: false);
        await Lists(new("a facilitator elsewhere", [Role.Facilitator], [Plassac]), candidacy, seen: false);
        await Lists(People.In(Role.Reviewer), candidacy, seen: false);
    }

    [Fact]
    public async Task an_application_lets_nobody_elses_mayor_take_a_step()
    {
        var round = await Round.Publish(stack);
        var candidacy = await Candidacy.Draft(round, Fronsac);
        var before = await candidacy.Read();
        foreach (var step in Steps(candidacy))
        {
            var refusal = await Refusal.Of(stack.Send<IMessage>(step, by: Neighbour));
            Assert.Equal((NameOf(step), StatusCode.NotFound), (NameOf(step), refusal.Kind.Item1));
        }
        Assert.Equal(before, await candidacy.Read());
    }

    [Fact]
    public async Task a_territory_lets_nobody_elses_mayor_or_facilitator_invite_to_it()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(stack), Fronsac)).Reach(State.Preparation);
        await candidacy.Gather(Actor.Types.Kind.School);
        foreach (var stranger in new[] { Neighbour, new("a facilitator elsewhere", [Role.Facilitator], [Plassac]) })
        {
            var theirs = await stack.Send<Actor>(new CreateActorRequest
            {
                Actor = new()
                {
                    DisplayName = $"Un voisin {Guid.NewGuid():N}",
                    Kind = Actor.Types.Kind.School,
                    Commune = $"communes/{Plassac}",
                },
            }, by: stranger);
            Assert.Equal("NOT_FOUND", (await Refusal.Of(stack.Send<IMessage>(new InviteActorRequest
            {
                Parent = candidacy.Application.Territory,
                Actor = theirs.Name,
                Brings = { Ecosystem.V1.Commitment.Types.Resource.Time },
            }, by: stranger))).Reason);
        }
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task nothing_is_needed_to_apply_for_ones_own_commune_alone()
    {
        var round = await Round.Publish(stack);
        var request = new CreateApplicationRequest
        {
            Application = new() { Call = round.Call, Applicant = Candidacy.Of(Fronsac) },
        };
        Assert.Equal("PERMISSION_DENIED",
            (await Refusal.Of(stack.Send<Application>(request, by: Neighbour))).Reason);
        Assert.Equal(State.Draft, (await stack.Send<Application>(request, by: Mayor)).State);
    }

    [Fact]
    public async Task a_request_id_is_each_callers_own()
    {
        var request = new CreateApplicationRequest
        {
            Application = new() { Call = (await Round.Publish(stack)).Call, Applicant = Candidacy.Of(Fronsac) },
            RequestId = $"{Guid.NewGuid()}",
        };
        var deputy = new Person("a deputy", [Role.Applicant], [Fronsac]);
        var mine = await stack.Send<Application>(request, by: Mayor);
        var theirs = await stack.Send<Application>(request, by: deputy);

        Assert.NotEqual(mine.Name, theirs.Name);
        Assert.Equal(mine, await stack.Send<Application>(request, Wire.Json, by: Mayor));
        Assert.Equal(theirs, await stack.Send<Application>(request, Wire.Json, by: deputy));
    }

    [Fact]
    public async Task a_grouping_lets_all_see_each_sign_for_itself_and_the_lead_act()
    {
        var (lead, member) = (People.MayorOf(LeFieu), People.MayorOf(Gours));
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), LeFieu, Gours);
        var sign = new SignApplicationRequest
        {
            Name = candidacy.Name,
            Commune = $"communes/{Gours}",
            Sha256 = candidacy.Application.Intent.Sha256,
            Signatory = new() { DisplayName = "Claire Martin", Function = "Maire" },
        };

        var seen = await stack.Send<Application>(new GetApplicationRequest { Name = candidacy.Name }, by: member);
        Assert.Equal(["SignApplication", "LeaveGrouping"], seen.AllowedActions);
        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(stack.Send<Application>(sign, by: lead))).Reason);
        Assert.Single((await stack.Send<Application>(sign, by: member)).Intent.Signatures);
        var submit = new SubmitIntentRequest { Name = candidacy.Name };
        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(stack.Send<IMessage>(submit, by: member))).Reason);
        var submitted = await stack.Send<SubmitIntentResponse>(submit, by: lead);
        Assert.Equal(State.IntentSubmitted, submitted.Application.State);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(stack.Send<Application>(
            new GetApplicationRequest { Name = candidacy.Name }, by: Mayor))).Reason);
    }

    private async Task<(Candidacy, string Grant)> Selected(params string[] communes)
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(stack), communes)).Reach(State.Selected);
        await stack.Send<Document>(new UploadDocumentRequest
        {
            Parent = candidacy.Name,
            DisplayName = "Plan.pdf",
            Data = ByteString.CopyFrom(SomeFile.Pdf()),
        });
        await stack.Send<Applications.V1.Letter>(new IssueLetterRequest
        {
            Parent = candidacy.Name,
            Kind = Applications.V1.Letter.Types.Kind.Acceptance,
        });
        await stack.Send<Message>(Write(candidacy));
        await stack.Send<Exchange>(Meet(candidacy));
        // Its commune is free again for other tests, and everything is still there to be seen.
        await candidacy.Withdraw();
        return (candidacy, (await candidacy.Read()).Decision.Grant);
    }

    /// <summary>What is asked for by name, and how that ends.</summary>
    private async Task<Dictionary<string, StatusCode>> Everything(Person by, Candidacy candidacy, string grant)
    {
        var commitment = (await stack.Send<ListCommitmentsResponse>(
            new ListCommitmentsRequest { Parent = candidacy.Application.Territory })).Commitments[0];
        var document = (await stack.Send<ListDocumentsResponse>(
            new ListDocumentsRequest { Parent = candidacy.Name })).Documents[0];
        var letter = (await stack.Send<ListLettersResponse>(
            new ListLettersRequest { Parent = candidacy.Name })).Letters[0];
        var message = (await stack.Send<ListMessagesResponse>(
            new ListMessagesRequest { Parent = candidacy.Name })).Messages[0];
        var exchange = (await stack.Send<ListExchangesResponse>(
            new ListExchangesRequest { Parent = candidacy.Name })).Exchanges[0];
        IMessage[] requests =
        [
            new GetReceiptRequest { Name = $"{candidacy.Name}/receipts/intent" },
            new ListLettersRequest { Parent = candidacy.Name }, new GetLetterRequest { Name = letter.Name },
            new DownloadDossierRequest { Name = candidacy.Name },
            new ListDocumentsRequest { Parent = candidacy.Name }, new DownloadDocumentRequest { Name = document.Name },
            new GetApplicationRequest { Name = candidacy.Name },
            new ListHistoryRequest { Parent = candidacy.Name },
            new ListMessagesRequest { Parent = candidacy.Name }, new GetMessageRequest { Name = message.Name },
            new ListExchangesRequest { Parent = candidacy.Name }, new GetExchangeRequest { Name = exchange.Name },
            new ListReviewsRequest { Parent = candidacy.Name }, new GetActorRequest { Name = commitment.Actor },
            new GetCommitmentRequest { Name = commitment.Name },
        ];
        var answers = new Dictionary<string, StatusCode>();
        foreach (var request in requests)
            answers.Add(NameOf(request), await Ask(request, by));
        return answers;
    }

    private async Task<StatusCode> Ask(IMessage request, Person by)
    {
        try
        {
            await stack.Send<IMessage>(request, by: by);
            return StatusCode.OK;
        }
        catch (RpcException refusal)
        {
            return refusal.StatusCode;
        }
    }

    /// <summary>Looks for it in every list; gives the names of the RPCs.</summary>
    private async Task<IReadOnlyList<string>> Lists(Person by, Candidacy candidacy, bool? seen = null)
    {
        var (application, found) = (candidacy.Application, new Dictionary<string, bool>());
        if (by.Roles.Contains(Role.Applicant) || by.Roles.Contains(Role.Reviewer) || by.Roles.Contains(Role.Facilitator))
            found["ListApplications"] = (await stack.Send<ListApplicationsResponse>(
                new ListApplicationsRequest { Call = application.Call }, by: by)).Applications.Count > 0;
        if (!by.Roles.Contains(Role.Reviewer))
            found["ListActors"] = (await stack.Send<ListActorsResponse>(
                new ListActorsRequest { Commune = application.Applicant.LeadCommune }, by: by)).Actors.Count > 0;
        found["ListCommitments"] = await Ask(
            new ListCommitmentsRequest { Parent = application.Territory }, by) == StatusCode.OK;
        if (seen is { } expected)
            Assert.All(found, list => Assert.Equal((list.Key, expected), (list.Key, list.Value)));
        return [.. found.Keys];
    }

    /// <summary>What applicants and facilitators do to things of a commune.</summary>
    private static IReadOnlyList<IMessage> Steps(Candidacy candidacy) =>
    [
        new UpdateApplicationRequest
        {
            Application = new()
            {
                Name = candidacy.Name,
                Etag = candidacy.Application.Etag,
                Project = new() { Title = "Not mine" },
            },
        },
        new DeleteApplicationRequest { Name = candidacy.Name },
        new RenewApplicationRequest { Name = candidacy.Name, Call = candidacy.Application.Call },
        new SubmitIntentRequest { Name = candidacy.Name }, new SubmitEngagementRequest { Name = candidacy.Name },
        new SignApplicationRequest
        {
            Name = candidacy.Name,
            Commune = $"communes/{Plassac}",
            Sha256 = new('0', 64),
            Signatory = new() { DisplayName = "Not I", Function = "Maire" },
        },
        new WithdrawApplicationRequest { Name = candidacy.Name },
        new AnswerCorrectionRequest { Name = candidacy.Name },
        new UploadDocumentRequest { Parent = candidacy.Name, DisplayName = "Not mine.pdf" },
        new DeleteDocumentRequest { Name = $"{candidacy.Name}/documents/{Guid.NewGuid()}" },
        new LeaveGroupingRequest { Name = candidacy.Name },
        new ChangeLeadRequest { Name = candidacy.Name, LeadCommune = $"communes/{Plassac}", Reason = "I would." },
        new AcceptLeadRequest { Name = candidacy.Name },
        Write(candidacy), Meet(candidacy),
    ];

    private static PostMessageRequest Write(Candidacy candidacy) => new()
    {
        Parent = candidacy.Name,
        Message = new() { Text = "Bonjour.", Visibility = Message.Types.Visibility.Everyone },
    };

    private static RecordExchangeRequest Meet(Candidacy candidacy) => new()
    {
        Parent = candidacy.Name,
        Exchange = new() { Date = new() { Year = 2023, Month = 3, Day = 1 }, Minutes = "Une visite." },
    };

    private static string NameOf(IMessage request) => request.Descriptor.Name[..^"Request".Length];
}
