namespace ProjetK.Funding;

/// <summary>The envelopes that the demonstration shows, opened as if they had been voted.</summary>
internal static class Demonstration
{
    private const long AmountCents = 63_000_000;
    private static readonly DateTimeOffset VotedIn2023 = new(2023, 3, 20, 9, 0, 0, TimeSpan.Zero);

    public static async Task Write(Transaction transaction, Rates rates)
    {
        if (await Open(transaction, "2023", rates, VotedIn2023) is { } past)
            DemonstrationVillegouge.Write(transaction, past);
        await Open(transaction, "2026", rates, transaction.Now);
    }

    /// <summary>Opens an envelope unless there is one.</summary>
    private static async Task<Envelope?> Open(Transaction transaction, string wave, Rates rates, DateTimeOffset time)
    {
        if (await EnvelopeTable.Exists(transaction, wave))
            return null;
        var vote = new Vote(
            wave, $"Participation financière — vague {wave}", [wave], rates, AmountCents, [], ["65735"]);
        var published = await CallTable.Claim(transaction, vote);
        var envelope = Envelope.Open(vote, published, Guid.CreateVersion7(), time);
        EnvelopeTable.Insert(transaction, envelope);
        return envelope;
    }
}
