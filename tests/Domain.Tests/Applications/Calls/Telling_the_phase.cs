using FsCheck.Xunit;
using ProjetK.Foundation;
using ProjetK.ServiceDefaults;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications.Tests;

public sealed class Telling_the_phase
{
    private static readonly Dictionary<string, int> NobodyWaits = [], OneWaits = new() { ["UNDER_REVIEW"] = 1 };

    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1), Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void follows_the_times_of_the_call()
    {
        var call = Some.Published;
        Assert.Equal(CallPhase.Announced, call.Phase(Some.Opening - Tick));
        Assert.Equal(CallPhase.Intent, call.Phase(Some.Opening));
        Assert.Equal(CallPhase.Engagement, call.Phase(Some.IntentDeadline + Second));
        Assert.Equal(CallPhase.Selection, call.Phase(Some.EngagementDeadline + Second));
    }

    [Fact]
    public void includes_the_whole_second_of_a_deadline()
    {
        var call = Some.Published;
        Assert.Equal(CallPhase.Intent, call.Phase(Some.IntentDeadline));
        Assert.Equal(CallPhase.Intent, call.Phase(Some.IntentDeadline + Second - Tick));
        Assert.Equal(CallPhase.Engagement, call.Phase(Some.EngagementDeadline + Second - Tick));
    }

    [Fact]
    public void does_not_lengthen_a_deadline_within_a_second()
    {
        var call = Some.Published with { IntentDeadlineTime = Some.IntentDeadline + TimeSpan.FromMilliseconds(700) };
        Assert.Equal(Some.IntentDeadline + Second, call.IntentEnd);
    }

    [Theory]
    [InlineData("2026-03-29", "2026-03-29T21:59:59Z")]
    [InlineData("2026-03-28", "2026-03-28T22:59:59Z")]
    [InlineData("2026-10-25", "2026-10-25T22:59:59Z")]
    [InlineData("2026-10-24", "2026-10-24T21:59:59Z")]
    public void keeps_the_last_second_of_the_day_in_Paris_where_clocks_change(string day, string utc)
    {
        var deadline = Paris.EndOf(DateOnly.Parse(day, null));
        Assert.Equal(DateTimeOffset.Parse(utc, null), deadline);
        var call = Some.Published with { IntentOpenTime = deadline.AddDays(-9), IntentDeadlineTime = deadline };
        Assert.Equal(CallPhase.Intent, call.Phase(deadline + Second - Tick));
        Assert.Equal(0, TimeZoneInfo.ConvertTimeBySystemTimeZoneId(call.IntentEnd, "Europe/Paris").Hour);
        Assert.NotEqual(CallPhase.Intent, call.Phase(call.IntentEnd));
    }

    [Fact]
    public void knows_a_draft_whatever_the_time() =>
        Assert.Equal(CallPhase.Draft, Some.Draft.Phase(Some.EngagementDeadline.AddYears(1)));

    [Fact]
    public void ends_with_the_announcement_and_the_close()
    {
        var after = Some.EngagementDeadline.AddDays(30);
        var announced = Some.Published with { AnnounceTime = after };
        Assert.Equal(CallPhase.Cooperation, announced.Phase(after));
        Assert.Equal(CallPhase.Closed, announced.Close(NobodyWaits, after).Phase(after));
    }

    [Property]
    public bool A_phase_never_comes_back(uint first, uint second)
    {
        var (earlier, later) = (Math.Min(first, second), Math.Max(first, second));
        return Some.Published.Phase(At(earlier)) <= Some.Published.Phase(At(later));
    }

    // Within the year around the call, to the tenth of a second.
    private static DateTimeOffset At(uint tenths) =>
        Some.Opening.AddDays(-20).AddMilliseconds(tenths * 100L % 31_536_000_000L);

    [Fact]
    public void hides_a_draft_from_everybody_but_managers()
    {
        Assert.False(Some.Draft.IsVisibleTo(Caller.Nobody));
        Assert.False(Some.Draft.IsVisibleTo(Holding(Role.Applicant)));
        Assert.True(Some.Draft.IsVisibleTo(Holding(Role.Manager)));
        Assert.True(Some.Published.IsVisibleTo(Caller.Nobody));
    }

    private static Caller Holding(Role role) => new("people/1", new HashSet<Role> { role }, new HashSet<string>());

    [Fact]
    public void allows_each_change_in_its_phase_only()
    {
        var now = Some.Opening;
        AssertWrongState("INTENT", () => Some.Published.Publish(2023, now));
        AssertWrongState("INTENT", () => Some.Published.Update(Some.Draft, now));
        AssertWrongState("DRAFT", () => Some.Draft.Close(NobodyWaits, now));
        AssertWrongState("INTENT", () => Some.Published.Close(OneWaits, now));
        AssertWrongState("CLOSED", () => Some.Published.Close(NobodyWaits, now).Close(NobodyWaits, now));
    }

    [Fact]
    public void is_published_only_while_somebody_could_apply()
    {
        Assert.NotNull(Some.Draft.Publish(2023, Some.EngagementDeadline));
        Refuses("call.engagement_deadline_time", Some.Draft, Some.EngagementDeadline.AddSeconds(1));
    }

    [Fact]
    public void is_published_only_once_it_says_what_the_law_wants_said() => Refuses(
        "call.legal_notices.appeal", Some.Draft with { LegalNotices = Some.Draft.LegalNotices with { Appeal = "" } },
        Some.Opening);

    [Fact]
    public void counts_who_waits_when_it_is_closed()
    {
        var waiting = new Dictionary<string, int> { ["INTENT_SUBMITTED"] = 2 };
        var refusal = Assert.Throws<DomainException>(() => Some.Published.Close(waiting, Some.Opening));
        Assert.Equal(("WRONG_STATE", "2"), (refusal.Reason, refusal.Metadata["INTENT_SUBMITTED"]));
    }

    [Fact]
    public void numbers_its_phases_as_the_contract_does() => Assert.All(
        Enum.GetValues<CallPhase>(),
        phase => Assert.Equal(phase.ToString(), ((V1.Call.Types.Phase)(int)phase).ToString()));

    private static void Refuses(string field, Call draft, DateTimeOffset now) => Assert.Equal(
        [field], Assert.Throws<DomainException>(() => draft.Publish(2023, now)).Violations.Select(one => one.Field));

    private static void AssertWrongState(string state, Func<Call> change)
    {
        var refusal = Assert.Throws<DomainException>(change);
        Assert.Equal(("WRONG_STATE", state), (refusal.Reason, refusal.Metadata["state"]));
    }
}
