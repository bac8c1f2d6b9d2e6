
namespace ProjetK.Funding;

/// <summary>The envelopes that the demonstration shows, opened as if they had been voted.</summary>
internal static class Demonstration
{
    private const long AmountCents = 63_000_000;
    private static readonly string[] Waves = ["2023", "2026"];

    public static async Task Write(Transaction transaction, Rates rates)
    {
        foreach (var wave in Waves)
        {
            if (await EnvelopeTable.Exists(transaction, wave))
                continue;
            var vote = new Vote(
                wave, $"Participation financière — vague {wave}", [wave], rates, AmountCents, [], ["65735"]);
            var published = await CallTable.Claim(transaction, vote);
            EnvelopeTable.Insert(
                transaction, Envelope.Open(vote, published, Guid.CreateVersion7(), transaction.Now));
        }
    }
}
