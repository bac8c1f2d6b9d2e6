using ProjetK.Testing.Scenarios;
using static ProjetK.Auth.V1.Access.Types;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

/// <summary>Candidacies before a jury, in a call of their own.</summary>
internal sealed class Jury
{
    private readonly Stack stack;

    private Jury(Round round) => (stack, Round) = (round.Stack, round);

    /// <summary>The call.</summary>
    public Round Round { get; }

    /// <summary>Publishes a call that asks for reviews.</summary>
    public static async Task<Jury> Call(Stack stack, int minReviews = 0, int places = 2, long euros = 600_000) =>
        new(await Testing.Scenarios.Round.Publish(stack, euros, rules: call =>
        {
            (call.MinReviews, call.Places) = (minReviews, places);
            call.Criteria.Add([
                new() { Id = "place", Title = "Le lieu", Weight = 3 },
                new() { Id = "people", Title = "Les gens", Weight = 1 },
            ]);
        }));

    /// <summary>A member of the jury, known to nobody else; of these communes, if any.</summary>
    public static Person Member(params string[] communes) =>
        new($"reviewer {Guid.NewGuid():N}", [Role.Reviewer], communes);

    /// <summary>A candidacy that the jury is to read.</summary>
    public async Task<Candidacy> Candidate(params string[] communes)
    {
        stack.Clock.Travel(Deck.DuringIntent);
        return await (await Candidacy.Draft(Round, communes)).Reach(State.UnderReview);
    }

    /// <summary>Asks somebody to review it.</summary>
    public Task<V1.Review> Assign(Candidacy candidacy, Person reviewer) => stack.Send<V1.Review>(
        new V1.AssignReviewerRequest { Parent = candidacy.Name, Reviewer = reviewer.Subject });

    /// <summary>They begin, without a conflict.</summary>
    public Task<V1.Review> Start(V1.Review review, Person reviewer) =>
        stack.Send<V1.Review>(new V1.CreateReviewRequest { Name = review.Name }, by: reviewer);

    /// <summary>They keep these scores; null is none.</summary>
    public Task<V1.Review> Save(V1.Review review, Person reviewer, int? place, int? people) => stack.Send<V1.Review>(
        new V1.SaveReviewRequest { Name = review.Name, Scores = { Score("place", place), Score("people", people) } },
        by: reviewer);

    public Task<V1.Review> Submit(V1.Review review, Person reviewer) =>
        stack.Send<V1.Review>(new V1.SubmitReviewRequest { Name = review.Name }, by: reviewer);

    /// <summary>From being asked to handing in.</summary>
    public async Task<V1.Review> Review(Candidacy candidacy, Person reviewer, int place, int people)
    {
        var review = await Start(await Assign(candidacy, reviewer), reviewer);
        await Save(review, reviewer, place, people);
        return await Submit(review, reviewer);
    }

    public Task<V1.ListReviewsResponse> List(Candidacy candidacy, Person by) =>
        stack.Send<V1.ListReviewsResponse>(new V1.ListReviewsRequest { Parent = candidacy.Name }, by: by);

    public Task<V1.Ranking> Rank(Person by) =>
        stack.Send<V1.Ranking>(new V1.GetRankingRequest { Call = Round.Call }, by: by);

    public Task<V1.Application> Select(Candidacy candidacy) => stack.Send<V1.Application>(
        new V1.SelectApplicationRequest { Name = candidacy.Name, Reason = "Le meilleur projet." });

    private static V1.Review.Types.Score Score(string criterion, int? value)
    {
        var score = new V1.Review.Types.Score { Criterion = criterion, Evidence = "Page 3 du dossier." };
        if (value is { } given)
            score.Score_ = given;
        return score;
    }
}
