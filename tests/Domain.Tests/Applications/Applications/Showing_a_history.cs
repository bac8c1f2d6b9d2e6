using ProjetK.Foundation;
using ProjetK.ServiceDefaults;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Showing_a_history
{
    private const string Mayor = "people/mayor", Manager = "people/manager";

    private static readonly HistoryEntry[] Chosen =
    [
        Entry(1, "CreateApplication", Mayor, null, "DRAFT"),
        Entry(2, "StartReview", Manager, "ENGAGEMENT_SUBMITTED", "UNDER_REVIEW"),
        Entry(3, "SelectApplication", Manager, "UNDER_REVIEW", "SELECTION_PENDING", "proposal", "unannounced"),
        Entry(4, "UndoSelection", null, "SELECTION_PENDING", "UNDER_REVIEW", "decision", "proposal", "unannounced"),
        Entry(5, "WaitlistApplication", Manager, "UNDER_REVIEW", "WAITLISTED", "decision", "unannounced"),
        Entry(6, "ChangeLead", Mayor, "WAITLISTED", "WAITLISTED", "applicant"),
        Entry(7, "AnnounceDecisions", Manager, "WAITLISTED", "WAITLISTED", "decision"),
        Entry(8, "SelectApplication", Manager, "WAITLISTED", "SELECTION_PENDING", "proposal", "unannounced"),
        Entry(9, "WithdrawApplication", Mayor, "SELECTION_PENDING", "WITHDRAWN", "proposal", "withdrawal_reason"),
    ];

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Auditor)]
    public void to_the_syndicate_leaves_nothing_out(Role role)
    {
        var shown = Show(role, Role.Applicant);
        Assert.Equal(Chosen.Select(entry => entry.Action), shown.Select(entry => entry.Action));
        Assert.Equal(
            (State.UnderReview, State.SelectionPending), (shown[2].FromState, shown[2].ToState));
    }

    [Fact]
    public void to_an_applicant_tells_a_decision_when_it_is_announced()
    {
        var shown = Show(Role.Applicant);
        Assert.Equal([1, 2, 6, 7, 9], shown.Select(entry => (int)entry.Sequence));
        Assert.Equal(
            [
                (State.Unspecified, State.Draft), (State.EngagementSubmitted, State.UnderReview),
                (State.UnderReview, State.UnderReview), (State.UnderReview, State.Waitlisted),
                (State.Waitlisted, State.Withdrawn),
            ],
            shown.Select(entry => (entry.FromState, entry.ToState)));
        Assert.DoesNotContain("proposal", shown.SelectMany(entry => entry.Fields));
    }

    [Fact]
    public void to_an_applicant_names_the_people_of_the_communes_alone() =>
        Assert.All(Show(Role.Applicant), entry => Assert.NotEqual(Manager, entry.Person));

    [Fact]
    public void carries_the_hashes() =>
        Assert.All(Show(Role.Applicant), entry => Assert.Equal(
            (new string('0', 64), string.Concat(Enumerable.Repeat($"{entry.Sequence:x2}", 32))),
            (entry.PreviousHash, entry.Hash)));

    private static List<V1.HistoryEntry> Show(params Role[] roles) =>
        [.. HistoryWire.ToProto(Chosen, new Caller("people/reader", roles.ToHashSet(), new HashSet<string>()))];

    private static HistoryEntry Entry(
        long sequence, string action, string? person, string? from, string? to, params string[] fields) => new(
        sequence, Examples.Now, action, person, person is null ? "applications" : null, from, to,
        fields, new byte[32], [.. Enumerable.Repeat((byte)sequence, 32)]);
}
