using Xunit;
using Xunit.Sdk;

namespace ProjetK.Testing;

/// <summary>Waits for what another process will do soon: polls, with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is as wanted and returns it; fails saying what was waited for and the last
    /// answer.</summary>
    public static async Task<T> Get<T>(
        Func<Task<T>> ask, Func<T, bool> wanted, string what, TimeSpan? patience = null)
    {
        var limit = patience ?? Patience;
        var deadline = DateTime.UtcNow + limit;
        while (true)
        {
            var answer = await ask();
            if (wanted(answer))
                return answer;
            if (DateTime.UtcNow > deadline)
                throw new XunitException($"Waited {limit.TotalSeconds:0} s in vain for {what}. Last seen: {answer}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Repeats assertions until they hold; fails with the last failure.</summary>
    public static async Task Holds(Func<Task> assertions, string what, TimeSpan? patience = null)
    {
        var limit = patience ?? Patience;
        var deadline = DateTime.UtcNow + limit;
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Exception failure) when (DateTime.UtcNow <= deadline)
            {
                TestContext.Current.SendDiagnosticMessage("Not yet {0}: {1}", what, failure.Message);
            }
            await Task.Delay(Pause);
        }
    }
}
