namespace ProjetK.FaultTests;

/// <summary>What must be true of publications in the databases, whatever broke on the way.</summary>
internal static class Effects
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Every answer a client saw is in the database, every event had one effect in each consumer.</summary>
    public static async Task Exactly(Stack stack, Publishers clients)
    {
        await stack.Drained(Patience);
        var calls = await stack.Column<string>("applications", "SELECT id FROM calls WHERE publish_time IS NOT NULL");
        Assert.Empty(clients.Published.Except(calls));
        foreach (var consumer in new[] { "funding", "ecosystem" })
        {
            var source = "SELECT id FROM calls" + (consumer == "funding" ? " WHERE publish_time IS NOT NULL" : "");
            await Eventually.Get(
                async () => calls.Except(await stack.Column<string>(consumer, source)).Count(), missing => missing == 0,
                $"every publication in {consumer}", Patience);
            var messages = await stack.Value<long>(
                consumer, "SELECT count(*) FROM inbox WHERE consumer = $1", $"{consumer}-call-published");
            Assert.Equal(calls.Count, messages);
        }
    }
}
