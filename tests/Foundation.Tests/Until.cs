[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(ProjetK.Testing.TestServers.Ending))]

namespace ProjetK.Foundation.Tests;

/// <summary>Polls until something is so, and fails when it is not in time.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task True(Func<Task<bool>> condition, string what)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"In vain: {what}");
            await Task.Delay(20);
        }
    }
}
