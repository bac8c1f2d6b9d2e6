using FsCheck.Xunit;
using ProjetK.Foundation;
using ProjetK.ServiceDefaults;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications.Tests;

/// <summary>Whatever is asked, by whomever, in whatever order.</summary>
public sealed class Laws_of_an_application
{
    private static readonly Caller Mayor =
        new("people/mayor", new HashSet<Role> { Role.Applicant }, new HashSet<string> { "33525" });

    /// <summary>What is only the syndicate's to know, as long as it was not announced.</summary>
    private static readonly Transition[] Secret =
    [
        Transition.SelectApplication, Transition.ConfirmSelection, Transition.RefuseFunds,
        Transition.WaitlistApplication, Transition.RejectApplication, Transition.DeclineDecision,
    ];

    [Property]
    public bool every_change_of_state_is_an_arrow_of_the_diagram(byte[] steps) => Play(steps).All(change =>
        change.After.State == change.Before.State
        || Transitions.Targets(Transitions.Of(change.Step), change.Before.State).Contains(change.After.State)
        || (change.Step == Transition.ApproveDecision && Transitions.All.Any(rule =>
            Transitions.Targets(rule, change.Before.State).Contains(change.After.State)))
        || (change.Step == Transition.WithdrawApplication && change.Before.IsVeiled));

    [Property]
    public bool no_submitted_word_is_lost(byte[] steps) => Play(steps).All(change =>
        new[] { LetterKind.Intent, LetterKind.Engagement }.All(kind =>
            change.Before.LetterOf(kind) is not { SubmitTime: not null } letter
            || (change.After.LetterOf(kind).Text, change.After.LetterOf(kind).Sha256) == (letter.Text, letter.Sha256)));

    [Property]
    public bool applicants_see_nothing_of_what_is_not_announced(byte[] steps) => Play(steps)
        .Where(change => Secret.Contains(change.Step) || change.After.PendingDecision != change.Before.PendingDecision)
        .Where(change => change.After.Shown is not null && change.Step != Transition.ApproveDecision)
        .All(change => Seen(change.Before).Equals(Seen(change.After)));

    [Property]
    public bool what_was_announced_hides_nothing(byte[] steps) => Play(steps).All(change =>
        change.After.Announce(Examples.Now) is not { } told
        || (told.Shown is null && told.Announce(Examples.Now) is null && Seen(told).State != 0
            && Seen(told).Decision.AnnounceTime is not null));

    [Fact]
    public void an_erased_author_is_another()
    {
        var asked = Try(Examples.InPreparation.Lapse(Examples.Now),
            Transition.ReinstateApplication)!;
        Assert.Equal("SECOND_PERSON_REQUIRED", Assert.Throws<DomainException>(
            () => asked.Approve("people/first", Examples.Now)).Reason);
        var forgotten = asked.Forget("people/first", Examples.Now);
        Assert.Equal(("", "Pourquoi."), (forgotten.PendingDecision!.Author, forgotten.PendingDecision.Reason));
        Assert.Equal(asked.PendingDecision!.Step, forgotten.Approve("people/first", Examples.Now).Decision.Step);
        Assert.Equal(Seen(asked), Seen(forgotten));
    }

    private static V1.Application Seen(Application application) => application.ToProto(Mayor, Examples.Now);

    private static IEnumerable<(Transition Step, Application Before, Application After)> Play(byte[] steps)
    {
        var application = Examples.Draft;
        // A few letters first, for most random steps are refused in a draft.
        foreach (var step in new[]
        {
            Transition.SubmitIntent, Transition.AcceptIntent, Transition.SubmitEngagement, Transition.StartReview,
        }.Take(steps.Length).Concat(steps.Select(number => Examples.Steps[number % Examples.Steps.Count])))
        {
            if (step is Transition.RenewApplication or Transition.DeleteApplication
                || Try(application, step) is not { } next)
                continue;
            yield return (step, application, next);
            application = next;
        }
    }

    private static Application? Try(Application application, Transition step)
    {
        try
        {
            return step is Transition.TerminateCooperation or Transition.ReinstateApplication
                ? application.Ask(new(step, "Pourquoi.", "", "people/first", Examples.Now), Examples.Now)
                : Examples.TryTake(application, step);
        }
        catch (DomainException)
        {
            return null;
        }
    }
}
