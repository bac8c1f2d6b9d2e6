using ProjetK.Auth.V1;
using ProjetK.Foundation;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications.Tests;

public sealed class Offering_actions
{
    private static readonly Caller
        Mayor = new("people/mayor", new HashSet<Role> { Role.Applicant }, new HashSet<string> { "33525" }),
        Stranger = new("people/other", new HashSet<Role> { Role.Applicant }, new HashSet<string> { "33166" }),
        Manager = new("people/manager", new HashSet<Role> { Role.Manager }, new HashSet<string>()),
        Auditor = new("people/auditor", new HashSet<Role> { Role.Auditor }, new HashSet<string>());

    [Fact]
    public void offers_a_complete_draft_to_its_lead_alone()
    {
        Assert.Equal(["UpdateApplication", "DeleteApplication", "SubmitIntent", "WithdrawApplication"], Allowed(Examples.Draft, Mayor));
        Assert.Empty(Allowed(Examples.Draft, Stranger));
        Assert.Equal(["AcceptLate"], Allowed(Examples.Draft, Manager));
    }

    [Fact]
    public void offers_no_letter_before_the_call_opens()
    {
        var announced = Examples.Call.IntentOpenTime.AddDays(-1);
        Assert.Equal(["UpdateApplication", "DeleteApplication", "WithdrawApplication"], Allowed(Examples.Draft, Mayor, announced));
        Assert.Equal([("SubmitIntent", "CALL_NOT_OPEN")], Blocked(Examples.Draft, Mayor, announced));
    }

    [Fact]
    public void says_what_an_incomplete_letter_waits_for()
    {
        var empty = Examples.Draft with { Intent = Letter.Empty };
        Assert.DoesNotContain("SubmitIntent", Allowed(empty, Mayor));
        Assert.Equal([("SubmitIntent", "LETTER_INCOMPLETE")], Blocked(empty, Mayor, Examples.Now));
    }

    [Fact]
    public void offers_nothing_of_what_lapsed_with_its_call()
    {
        var closed = Examples.Call.Close(new Dictionary<string, int>(), Examples.Now);
        Assert.All(
            new[] { Examples.Draft, Examples.InPreparation }.Select(one => one with { Call = closed }),
            application => Assert.Equal(
                ["RenewApplication"],
                Allowed(application.At(Examples.Now), Mayor).Concat(Allowed(application.At(Examples.Now), Manager))));
    }

    [Fact]
    public void offers_exactly_what_is_not_refused() => Assert.All(Examples.Reachable(), application =>
    {
        foreach (var action in Allowed(application, Mayor).Concat(Allowed(application, Manager)))
            Assert.True(
                Enum.Parse<Transition>(action) is Transition.SignApplication
                || Examples.TryTake(application, Enum.Parse<Transition>(action)) is not null, action);
    });

    [Fact]
    public void has_the_same_callers_as_the_contract() => Assert.All(
        Transitions.All.Where(Transitions.IsRpc),
        rule => Assert.Equal(
            rule.Callers,
            V1.ApplicationService.Descriptor.FindMethodByName(rule.Transition.ToString())
                .GetOptions().GetExtension(AccessExtensions.Access).Roles));

    [Theory, InlineData(nameof(ApplicationState.UnderReview)), InlineData(nameof(ApplicationState.Waitlisted))]
    public void shows_a_choice_without_money_to_the_syndicate_alone(string cameFrom)
    {
        var from = Enum.Parse<ApplicationState>(cameFrom);
        var judged = Examples.Reachable().First(one => one.State == from);
        var chosen = Examples.Take(judged.Announce(Examples.Now) ?? judged, Transition.SelectApplication);
        var refused = chosen.RefuseFunds("ENVELOPE_EXCEEDED", Examples.Now);

        Assert.Equal((V1.Application.Types.State)(int)from, Seen(chosen, Mayor).State);
        Assert.Equal(V1.Application.Types.State.SelectionPending, Seen(chosen, Auditor).State);
        Assert.Equal("ENVELOPE_EXCEEDED", Seen(refused, Auditor).Decision.Reason);
        Assert.Equal(Seen(chosen, Mayor).Decision, Seen(refused, Mayor).Decision);
        Assert.NotEqual(
            V1.Application.Types.Decision.Types.Outcome.FundsRefused, Seen(refused, Mayor).Decision?.Outcome);
    }

    [Fact]
    public void leaves_the_long_texts_out_of_the_short_view()
    {
        var message = Examples.Draft.ToProto(Mayor, Examples.Now, full: false);
        Assert.Equal(
            ("La maison commune", "", "", "", ""),
            (message.Project.Title, message.Project.Summary, message.Project.Attendance, message.Intent.Text,
                message.Intent.Sha256));
        Assert.Equal(Seen(Examples.Draft, Mayor).AllowedActions, message.AllowedActions);
    }

    private static V1.Application Seen(Application application, Caller caller) =>
        application.ToProto(caller, Examples.Now);

    private static IEnumerable<string> Allowed(Application application, Caller caller, DateTimeOffset? now = null) =>
        application.ToProto(caller, now ?? Examples.Now).AllowedActions;

    private static IEnumerable<(string, string)> Blocked(Application application, Caller caller, DateTimeOffset now) =>
        application.ToProto(caller, now).BlockedActions.Select(blocked => (blocked.Action, blocked.Reason));
}
