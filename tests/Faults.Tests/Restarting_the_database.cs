using Grpc.Core;

namespace ProjetK.FaultTests;

[Collection(typeof(With_one_of_each))]
public sealed class Restarting_the_database(CrashingStack stack)
{
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task at_once_and_again_loses_nothing_and_is_forgotten_in_two_seconds()
    {
        stack.Clock.Travel(Testing.Scenarios.Deck.Preparing);
        await using var clients = Publishers.Start(stack);
        var outages = new List<(DateTime Start, DateTime End)>();
        for (var restart = 0; restart < Form.Count(3, 10); restart++)
        {
            await clients.More(20);
            var start = DateTime.UtcNow;
            await stack.Faults.RestartImmediatelyAsync("postgres");
            outages.Add((start, DateTime.UtcNow + Healing));
        }
        await clients.More(20);
        await clients.End();

        Assert.All(clients.Refusals, refused => Assert.Equal(StatusCode.Unavailable, refused.Refusal.StatusCode));
        Assert.All(clients.Refusals, refused => Assert.Contains(outages,
            outage => refused.Time >= outage.Start && refused.Time <= outage.End));
        await Effects.Exactly(stack, clients);
        Form.Report($"{outages.Count} restarts: {clients.Answers} calls succeeded, {clients.Refusals.Count} were refused");
    }
}
