namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override async Task<V1.Ranking> GetRanking(V1.GetRankingRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne(ApplicationWire.CallPattern, request.Call, "call");
        var (caller, cancellation) = (context.GetCaller(), context.CancellationToken);
        var (call, sight) = (await CallTable.Get(database, id, caller, cancellation), Sight.Of(caller));
        if (sight.Communes is not null)
        {
            var (submitted, all) = await ReviewTable.CountOwn(database, id, sight, cancellation);
            if (submitted < all)
                throw Errors.ReviewsMissing(submitted, all);
        }
        var judgements = await ReviewTable.Rank(database, id, sight, cancellation);
        return new()
        {
            Call = call.Name,
            MinReviews = call.MinReviews,
            Entries =
            {
                Ranking.Of(judgements, one => one.Standing, one => one.Reference)
                    .Select(ranked => ToProto(ranked.Item, ranked.Rank, call)),
            },
        };
    }

    private static V1.Ranking.Types.Entry ToProto(Judgement judgement, int rank, Call call)
    {
        var entry = new V1.Ranking.Types.Entry
        {
            Application = ApplicationWire.Name(judgement.Application),
            Reference = judgement.Reference,
            Title = judgement.Title,
            Rank = rank,
            Spread = (double)judgement.Spread / call.TotalWeight,
            Reviews = judgement.Standing.Reviews,
            MissingReviews = judgement.Missing,
        };
        if (judgement.Standing.Mean(call.TotalWeight) is { } mean)
            entry.Mean = mean;
        return entry;
    }
}
