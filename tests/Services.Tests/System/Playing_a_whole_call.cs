using System.Net;
using Google.Protobuf.WellKnownTypes;
using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.SystemTests;

/// <summary>From the first question to the announced selection of a grouping, with all that is written to each
/// other.</summary>
public sealed class Playing_a_whole_call(ServicesStack stack) : IDisposable
{
    private const string LeFieu = "33166", Gours = "33191", Puynormand = "33347", Tauriac = "33525";

    public void Dispose() => stack.Clock.Return();

    [Fact]
    public async Task leads_a_grouping_to_its_selection()
    {
        var round = await Round.Publish(stack);
        var question = await stack.Send<Question>(new AskQuestionRequest
        {
            Parent = round.Call,
            Question = new() { Text = "Trois communes peuvent-elles se grouper ?" },
        }, Wire.Json, People.Nobody);
        await stack.Send<Question>(new AnswerQuestionRequest { Name = question.Name, Answer = "Oui." });
        var rival = await (await Candidacy.Draft(round, Tauriac)).Reach(State.IntentSubmitted);
        var grouping = await (await Candidacy.Draft(round, LeFieu, Gours, Puynormand)).Reach(State.IntentSubmitted);
        await Correct(grouping);
        await HandOver(grouping, Gours);
        await grouping.AcceptIntent();
        await Meet(grouping);
        await stack.Send<Application>(
            new LeaveGroupingRequest { Name = grouping.Name }, by: People.MayorOf(Puynormand));
        await grouping.Read();
        await rival.Withdraw();
        await grouping.Reach(State.Selected);

        var mayor = People.MayorOf(Gours);
        Assert.Equal(State.UnderReview, (await Read(grouping, mayor)).State);
        await stack.Send<Call>(new AnnounceDecisionsRequest { Name = round.Call });

        var selected = await Read(grouping, mayor);
        Assert.Equal(
            (State.Selected, $"communes/{Gours}", 2),
            (selected.State, selected.Applicant.LeadCommune, selected.Applicant.Communes.Count));
        await TellEverybody(selected);
        Assert.Contains((await grouping.Read()).BlockedActions,
            one => (one.Action, one.Reason) == ("StartCooperation", "SUPPORT_TEAM_INCOMPLETE"));
        var history = await stack.Send<ListHistoryResponse>(
            new ListHistoryRequest { Parent = grouping.Name, PageSize = 1000 }, by: mayor);
        Assert.Subset(
            history.Entries.Select(line => line.Action).ToHashSet(),
            new HashSet<string>
            {
                "SubmitIntent", "RequestCorrection", "AnswerCorrection", "ChangeLead", "AcceptLead", "AcceptIntent",
                "PostMessage", "RecordExchange", "LeaveGrouping", "SubmitEngagement", "StartReview", "AnnounceDecisions",
            });
        await grouping.Withdraw();
    }

    /// <summary>What a visitor's browser shows of a territory: what it is promised, and why it was chosen.</summary>
    private async Task TellEverybody(Application selected)
    {
        var chosen = await stack.Send<PublicApplication>(
            new GetPublicApplicationRequest { Name = selected.Name.Replace("applications/", "publicApplications/") }, by: People.Nobody);
        var page = await Page($"/{selected.Territory.Replace("territories", "territoires")}");
        Assert.Contains(chosen.Decision.PublicReason, page);
        Assert.Contains(selected.Project.Title, page);
        Assert.Matches("promis, dont 0\u202f€ versés", page);
        Assert.Contains("Acteurs qui ont confirmé leur participation", page);
        var entries = await Page($"/registre?subvention={selected.Decision.Grant.Split('/')[1]}");
        Assert.Contains("Réservation pour une candidature choisie", entries);
        Assert.Contains("Gours</a>", entries);
    }

    private async Task<string> Page(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
        using var answer = await stack.Json.SendAsync(request);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task Correct(Candidacy candidacy)
    {
        await stack.Send<Application>(new RequestCorrectionRequest
        {
            Name = candidacy.Name,
            Fields = { "contacts" },
            DueTime = Timestamp.FromDateTimeOffset(Deck.IntentDeadline.AddDays(30)),
            Reason = "Le téléphone manque.",
        });
        var waiting = await stack.Send<ListTasksResponse>(
            new ListTasksRequest { PageSize = 1000 }, by: People.MayorOf(LeFieu));
        Assert.Contains(waiting.Tasks, task =>
            (task.Application, task.Kind) == (candidacy.Name, WaitingTask.Types.Kind.AnswerCorrection));
        await stack.Send<Application>(
            new AnswerCorrectionRequest { Name = candidacy.Name }, by: People.MayorOf(LeFieu));
    }

    private async Task HandOver(Candidacy candidacy, string to)
    {
        await stack.Send<Application>(new ChangeLeadRequest
        {
            Name = candidacy.Name,
            LeadCommune = $"communes/{to}",
            Reason = "Gours a le terrain.",
        }, by: People.MayorOf(LeFieu));
        await stack.Send<Application>(new AcceptLeadRequest { Name = candidacy.Name }, by: People.MayorOf(to));
        await candidacy.Read();
    }

    private async Task Meet(Candidacy candidacy)
    {
        await stack.Send<Message>(new PostMessageRequest
        {
            Parent = candidacy.Name,
            Message = new() { Text = "Rencontrons-nous mardi.", Visibility = Message.Types.Visibility.Everyone },
        });
        await stack.Send<Exchange>(new RecordExchangeRequest
        {
            Parent = candidacy.Name,
            Exchange = new()
            {
                Date = new() { Year = 2023, Month = 5, Day = 2 },
                Minutes = "Le terrain est choisi.",
            },
        }, Wire.Json);
    }

    private Task<Application> Read(Candidacy candidacy, Person by) =>
        stack.Send<Application>(new GetApplicationRequest { Name = candidacy.Name }, by: by);
}
