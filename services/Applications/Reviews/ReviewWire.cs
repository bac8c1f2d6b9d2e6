using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>Reviews on the wire.</summary>
internal static class ReviewWire
{
    public const string Pattern = "applications/{application}/reviews/{review}";

    public static string Name(Review review) => $"{ApplicationWire.Name(review.ApplicationId)}/reviews/{review.Id}";

    public static (Guid Application, Guid Review) ParseName(string name) => ResourceName.ParseGuids(Pattern, name);

    public static V1.Review ToProto(this Review review, Call call)
    {
        var message = new V1.Review
        {
            Name = Name(review),
            Reviewer = review.Reviewer is { } reviewer ? $"people/{reviewer}" : "",
            Conflict = review.Conflict,
            Scores = { review.Scores.Select(ToProto) },
            State = (V1.Review.Types.State)(int)review.State,
            Reason = review.Reason,
            CreateTime = review.CreateTime.ToTimestamp(),
            UpdateTime = review.UpdateTime.ToTimestamp(),
            SubmitTime = review.SubmitTime?.ToTimestamp(),
            Etag = Etag.From(review.Version),
        };
        if (review.Points is { } points)
            message.Mean = (double)points / call.TotalWeight;
        return message;
    }

    /// <summary>The scores as written, each for a criterion of the call and none twice.</summary>
    public static IReadOnlyList<Score> FromProto(IReadOnlyList<V1.Review.Types.Score> scores, Call call)
    {
        var (violations, seen) = (new Violations(), new HashSet<string>());
        for (var i = 0; i < scores.Count; i++)
            if (violations.Require(call.Criteria.Any(criterion => criterion.Id == scores[i].Criterion),
                $"scores[{i}].criterion", "must be a criterion of the call."))
                violations.Require(seen.Add(scores[i].Criterion), $"scores[{i}].criterion", "is repeated.");
        violations.ThrowIfAny();
        return [.. scores.Select(score => new Score(
            score.Criterion, score.HasScore_ ? score.Score_ : null, score.Evidence.Trim()))];
    }

    /// <summary>What reviews say of a criterion of the call.</summary>
    public static V1.CriterionMean ToProto(this MeanScore score, Call call)
    {
        var criterion = call.Criteria.First(criterion => criterion.Id == score.Criterion);
        return new() { Criterion = criterion.Id, Title = criterion.Title, Weight = criterion.Weight, Mean = score.Mean };
    }

    private static V1.Review.Types.Score ToProto(Score score)
    {
        var message = new V1.Review.Types.Score { Criterion = score.Criterion, Evidence = score.Evidence };
        if (score.Value is { } value)
            message.Score_ = value;
        return message;
    }
}
