using Microsoft.AspNetCore.Components;
using ProjetK.Applications.V1;
using ProjetK.Portal.Pages.Dossiers;
using ProjetK.Portal.Session;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>A page about a dossier that the person reviews, with their review of it.</summary>
public abstract class ReviewPage : DossierPage
{
    /// <summary>Where reviews are asked for.</summary>
    [Inject]
    public ReviewService.ReviewServiceClient Reviews { get; set; } = null!;

    /// <summary>Where calls are asked for.</summary>
    [Inject]
    public CallService.CallServiceClient Calls { get; set; } = null!;

    /// <summary>The person's own review; nothing where the dossier is not theirs.</summary>
    protected Review? Mine { get; private set; }

    /// <summary>The reviews that the person may read.</summary>
    protected ListReviewsResponse Known { get; private set; } = new();

    /// <summary>What the dossier is judged by.</summary>
    protected IReadOnlyList<Call.Types.Criterion> Criteria { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task Load()
    {
        var asksCall = Calls.GetCallAsync(new() { Name = Application!.Call }).IfItAnswers();
        Known = await Reviews.ListReviewsAsync(new() { Parent = Name, PageSize = 50 }).OrNothing() ?? new();
        Mine = Known.Reviews.LastOrDefault(review => review.Reviewer == Rights.PersonOf(Http));
        Criteria = (await asksCall)?.Criteria ?? [];
    }

    /// <summary>What the person thinks of one criterion.</summary>
    protected Review.Types.Score? ScoreOf(string criterion) => Mine?.Scores.FirstOrDefault(score => score.Criterion == criterion);
}
