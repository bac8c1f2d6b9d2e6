using ProjetK.ServiceDefaults;

namespace ProjetK.Applications.Tests;

public sealed class Reviewing
{
    private static readonly DateTimeOffset Now = new(2023, 9, 15, 8, 0, 0, TimeSpan.Zero);
    private static readonly Criterion[] Criteria = [new("place", "Le lieu", 3), new("people", "Les gens", 1)];
    private static readonly Review Started = Review.Assign(Guid.NewGuid(), Guid.NewGuid(), Now).Start(Now);

    [Fact]
    public void counts_scores_by_their_weights()
    {
        var review = Write(5, 1).Submit(Criteria, Now);
        Assert.Equal((ReviewState.Submitted, 16, Now), (review.State, review.Points, review.SubmitTime));
    }

    [Fact]
    public void takes_zero_for_a_score_and_nothing_for_none()
    {
        Assert.Equal(0, Write(0, 0).Submit(Criteria, Now).Points);
        var refusal = Assert.Throws<DomainException>(() => Write(0, null).Submit(Criteria, Now));
        Assert.Equal("INVALID_FIELD", refusal.Reason);
        Assert.Equal(["scores.people"], refusal.Violations.Select(violation => violation.Field));
        refusal = Assert.Throws<DomainException>(() => Started.Submit(Criteria, Now));
        Assert.Equal(["scores.place", "scores.people"], refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void that_is_returned_counts_no_more_until_it_is_submitted_again()
    {
        var returned = Write(5, 5).Submit(Criteria, Now).Return("Deux critères sont confondus.", Now);
        Assert.Equal((ReviewState.Started, null, null), (returned.State, returned.Points, returned.SubmitTime));
        Assert.Equal(20, returned.Submit(Criteria, Now).Points);
    }

    [Fact]
    public void ends_for_good_with_a_conflict_or_without_its_reviewer()
    {
        foreach (var ended in new[]
        {
            Write(5, 5).Submit(Criteria, Now).DeclareConflict("Mon frère est maire.", Now),
            Started.Unassign("Ne répond plus.", Now),
        })
        {
            Assert.Equal((ReviewState.Void, null), (ended.State, ended.Points));
            Assert.Equal("WRONG_STATE", Assert.Throws<DomainException>(() => ended.Start(Now)).Reason);
            Assert.Equal("WRONG_STATE", Assert.Throws<DomainException>(() => ended.Unassign("Encore.", Now)).Reason);
        }
    }

    [Fact]
    public void is_remembered_without_a_name_when_its_reviewer_is_erased()
    {
        var kept = Write(5, 5).Submit(Criteria, Now).Forget(Now);
        Assert.Equal((ReviewState.Submitted, null, 20), (kept.State, kept.Reviewer, kept.Points));
        Assert.Equal((ReviewState.Void, null), (Started.Forget(Now).State, Started.Forget(Now).Reviewer));
        Assert.Equal("", Started.DeclareConflict("Mon frère est maire.", Now).Forget(Now).Reason);
    }

    [Fact]
    public void numbers_its_states_as_the_contract_does() => Assert.All(
        Enum.GetValues<ReviewState>(),
        state => Assert.Equal(state.ToString(), ((V1.Review.Types.State)(int)state).ToString()));

    private static Review Write(int? place, int? people) =>
        Started.Save([new("place", place, ""), new("people", people, "")], Now);
}
