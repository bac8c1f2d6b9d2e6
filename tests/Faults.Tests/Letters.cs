using ProjetK.Operations.V1;

namespace ProjetK.FaultTests;

/// <summary>What an operator sees of dead letters and does with them, through the gateway.</summary>
internal static class Letters
{
    /// <summary>Waits until so many wait in a service.</summary>
    public static async Task<IReadOnlyList<DeadLetter>> Waiting(Stack stack, string service, int count)
    {
        var request = new ListDeadLettersRequest { Parent = $"services/{service}", PageSize = 1000 };
        var letters = await Eventually.Get(
            async () => (await stack.Send<ListDeadLettersResponse>(request, Wire.Json)).DeadLetters,
            letters => letters.Count >= count, $"{count} dead letters of {service}");
        Assert.Equal(count, letters.Count);
        return letters;
    }

    public static async Task Discard(Stack stack, IEnumerable<DeadLetter> letters)
    {
        foreach (var letter in letters)
            await stack.Send<DiscardDeadLetterResponse>(
                new DiscardDeadLetterRequest { Name = letter.Name, Reason = "Une épreuve." }, Wire.Json);
    }

    public static Task<RedeliverDeadLetterResponse> Redeliver(Stack stack, DeadLetter letter) =>
        stack.Send<RedeliverDeadLetterResponse>(new RedeliverDeadLetterRequest { Name = letter.Name }, Wire.Json);
}
