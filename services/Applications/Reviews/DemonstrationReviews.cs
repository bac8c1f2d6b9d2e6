namespace ProjetK.Applications;

/// <summary>What the jury of 2023 thought: of each candidacy two reviews that counted, and of one a reviewer who was in
/// conflict.</summary>
internal static class DemonstrationReviews
{
    private static readonly DateTimeOffset Autumn = Paris.At(2023, 9, 18, 14);

    public static async Task Write(Transaction transaction, Guid winner, Guid other)
    {
        await Write(transaction, winner, 201, 5, 5, 4);
        await Write(transaction, winner, 202, 4, 5, 5);
        await Write(transaction, other, 201, 3, 3, 4);
        await Write(transaction, other, 202, 4, 2, 3);
        var application = await ApplicationTable.Lock(transaction, other);
        ReviewTable.Save(transaction, application, null, Assign(application, 203)
            .DeclareConflict("Membre d'une association partenaire de la candidature.", Autumn));
    }

    private static async Task Write(Transaction transaction, Guid id, int reviewer, params int[] scores)
    {
        var application = await ApplicationTable.Lock(transaction, id);
        var criteria = application.Call.Criteria;
        ReviewTable.Save(transaction, application, null, Assign(application, reviewer)
            .Start(Autumn)
            .Save([.. criteria.Zip(scores, (criterion, score) => new Score(
                criterion.Id, score, "La lettre d'engagement et la visite du 12 septembre."))], Autumn)
            .Submit(criteria, Autumn));
    }

    private static Review Assign(Application application, int reviewer) => Review.Assign(
        application.Id, DemonstrationApplications.Id(reviewer), Autumn);
}
