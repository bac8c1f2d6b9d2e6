using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Applications.V1.Deadline.Types.Kind;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

/// <summary>More time for one application, for all of a call, and in a later call.</summary>
public sealed class Having_more_time(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Lussac = "33261", Virsac = "33553";

    [Fact]
    public async Task a_draft_that_lapsed_can_be_accepted_late()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Tauriac);
        Stack.Clock.Travel(Deck.IntentDeadline.AddDays(2));
        Assert.Equal(State.Lapsed, (await candidacy.Read()).State);
        Assert.Equal("DEADLINE_PASSED", (await Refusal.Of(candidacy.SubmitIntent())).Reason);
        Assert.Equal(["until_time"], (await Refusal.Of(Accept(candidacy, Kind.Intent, Deck.IntentDeadline))).Fields);
        Assert.Equal("REASON_REQUIRED", (await Refusal.Of(
            Accept(candidacy, Kind.Intent, Deck.IntentDeadline.AddDays(5), ""))).Reason);

        var late = await Accept(candidacy, Kind.Intent, Deck.IntentDeadline.AddDays(5));

        Assert.Equal((State.Draft, "Une panne."), (late.State, Assert.Single(late.OwnDeadlines).Reason));
        await candidacy.SubmitIntent();
        Assert.Equal(State.IntentSubmitted, candidacy.Application.State);
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task a_draft_accepted_late_lapses_again()
    {
        var round = await Round.Publish(Stack);
        Stack.Clock.Travel(Deck.IntentDeadline.AddDays(1));
        var candidacy = await Candidacy.Draft(round, Virsac);
        Assert.Equal("DEADLINE_PASSED", (await Refusal.Of(candidacy.SubmitIntent())).Reason);
        await Accept(candidacy, Kind.Intent, Deck.IntentDeadline.AddDays(5));
        Stack.Clock.Travel(Deck.IntentDeadline.AddDays(5).AddSeconds(2));

        Assert.Equal(State.Lapsed, (await candidacy.Read()).State);
        Assert.Equal("DEADLINE_PASSED", (await Refusal.Of(candidacy.SubmitIntent())).Reason);
        var lapsed = await Stack.Send<V1.ListApplicationsResponse>(
            new V1.ListApplicationsRequest { Call = round.Call, State = State.Lapsed });
        Assert.Equal(candidacy.Name, Assert.Single(lapsed.Applications).Name);
    }

    [Fact]
    public async Task everybody_has_it_to_the_last_second_of_a_day_in_Paris()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Candidacy.Draft(round, Lussac);
        // Summer time ends on 29 October 2023.
        var extended = await Extend(round, Kind.Deliberation, new Date { Year = 2023, Month = 11, Day = 3 });
        Assert.Equal(
            new DateTimeOffset(2023, 11, 3, 22, 59, 59, TimeSpan.Zero),
            extended.DeliberationDeadlineTime.ToDateTimeOffset());
        extended = await Extend(round, Kind.Intent, new Date { Year = 2023, Month = 6, Day = 9 });
        Assert.Equal([Kind.Deliberation, Kind.Intent], extended.Extensions.Select(one => one.Kind));

        Stack.Clock.Travel(Deck.IntentDeadline.AddDays(6));
        await candidacy.SubmitIntent();
        Assert.Equal(State.IntentSubmitted, candidacy.Application.State);

        async Task<Refusal> Refused(Kind kind, int month, int day) =>
            await Refusal.Of(Extend(round, kind, new Date { Year = 2023, Month = month, Day = day }));
        Assert.Equal(["time"], (await Refused(Kind.Engagement, 8, 1)).Fields);
        Assert.Equal(["time"], (await Refused(Kind.Engagement, 11, 4)).Fields);
        Stack.Clock.Travel(Deck.IntentDeadline.AddDays(8));
        Assert.Equal((StatusCode.FailedPrecondition, "DEADLINE_PASSED"), (await Refused(Kind.Intent, 6, 20)).Kind);
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task an_application_goes_on_in_a_later_call_with_its_territory()
    {
        var ended = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.Preparation);
        await ended.Withdraw();
        var later = await Round.Publish(Stack, rules: call =>
            call.IntentOpenTime = Timestamp.FromDateTimeOffset(Deck.IntentOpen.AddDays(1)));

        var draft = await Renew(ended, later.Call);

        Assert.Equal(
            (State.Draft, later.Call, ended.Name, ended.Application.Territory, "Le lieu"),
            (draft.State, draft.Call, draft.PreviousApplication, draft.Territory, draft.Project.Title));
        Assert.Null(draft.Intent.SubmitTime);
        var again = await Refusal.Of(Renew(ended, later.Call));
        Assert.Equal(
            (StatusCode.AlreadyExists, "ALREADY_EXISTS", draft.Name),
            (again.Code, again.Reason, again.Metadata["resource"]));
        Assert.Equal(["call"], (await Refusal.Of(Renew(ended, ended.Application.Call))).Fields);

        await Stack.Send<Google.Protobuf.WellKnownTypes.Empty>(
            new V1.DeleteApplicationRequest { Name = draft.Name, Etag = draft.Etag }, by: ended.Mayor);
        Assert.Equal(StatusCode.NotFound, (await Refusal.Of(Get(draft.Name))).Code);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Stack.Send<Google.Protobuf.WellKnownTypes.Empty>(
            new V1.DeleteApplicationRequest { Name = ended.Name }, by: ended.Mayor))).Reason);
        Assert.Equal(State.Draft, (await Renew(ended, later.Call)).State);
    }

    private Task<V1.Application> Renew(Candidacy candidacy, string call) => Stack.Send<V1.Application>(
        new V1.RenewApplicationRequest { Name = candidacy.Name, Call = call }, by: candidacy.Mayor);

    private Task<V1.Application> Accept(
        Candidacy candidacy, Kind letter, DateTimeOffset until, string reason = "Une panne.") =>
        Stack.Send<V1.Application>(new V1.AcceptLateRequest
        {
            Name = candidacy.Name,
            Letter = letter,
            UntilTime = Timestamp.FromDateTimeOffset(until),
            Reason = reason,
        });

    private Task<V1.Call> Extend(Round round, Kind deadline, Date date) => Stack.Send<V1.Call>(
        new V1.ExtendDeadlineRequest { Name = round.Call, Deadline = deadline, Date = date, Reason = "Des vacances." });
}
