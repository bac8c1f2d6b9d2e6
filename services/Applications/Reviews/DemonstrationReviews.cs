namespace ProjetK.Applications;

/// <summary>What the jury of 2023 thought: of each candidacy two reviews that counted, and of one a reviewer who was in
/// conflict.</summary>
internal static class DemonstrationReviews
{
    private static readonly DateTimeOffset Autumn = Paris.At(2023, 9, 18, 14);

    // Of reviewer1 and reviewer2 at projetk.test, so that they find their work, and of somebody who left.
    private static readonly Guid
        One = new("827a7b8b-a8ff-8701-b1bc-f0bf860a1de7"),
        Two = new("5babbb64-639d-811d-aacf-e5e3bb83f8f9"),
        Three = new("0198b7a0-0000-7000-8000-000000000203");

    public static async Task Write(Transaction transaction, Guid winner, Guid other)
    {
        await Write(transaction, winner, One, 5, 5, 4);
        await Write(transaction, winner, Two, 4, 5, 5);
        await Write(transaction, other, One, 3, 3, 4);
        await Write(transaction, other, Two, 4, 2, 3);
        var application = await ApplicationTable.Lock(transaction, other);
        ReviewTable.Save(transaction, application, null, Assign(application, Three)
            .DeclareConflict("Membre d'une association partenaire de la candidature.", Autumn));
    }

    private static async Task Write(Transaction transaction, Guid id, Guid reviewer, params int[] scores)
    {
        var application = await ApplicationTable.Lock(transaction, id);
        var criteria = application.Call.Criteria;
        ReviewTable.Save(transaction, application, null, Assign(application, reviewer)
            .Start(Autumn)
            .Save([.. criteria.Zip(scores, (criterion, score) => new Score(
                criterion.Id, score, "La lettre d'engagement et la visite du 12 septembre."))], Autumn)
            .Submit(criteria, Autumn));
    }

    private static Review Assign(Application application, Guid reviewer) =>
        Review.Assign(application.Id, reviewer, Autumn);
}
