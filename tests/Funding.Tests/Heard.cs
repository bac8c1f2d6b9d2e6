using System.Collections.Concurrent;

namespace ProjetK.Funding.Tests;

/// <summary>The events that Funding announced, by what they speak of.</summary>
internal sealed class Heard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<object, ConcurrentQueue<object>> events = new();

    public Task Add(object about, object message)
    {
        events.GetOrAdd(about, _ => new()).Enqueue(message);
        return Task.CompletedTask;
    }

    public IReadOnlyList<object> About(object about) => events.TryGetValue(about, out var heard) ? [.. heard] : [];

    /// <summary>Waits until so many events about it were heard.</summary>
    public async Task<IReadOnlyList<object>> WaitFor(object about, int count)
    {
        await Until.True(() => Task.FromResult(About(about).Count >= count), $"{count} events about {about}", Patience);
        return About(about);
    }

    /// <summary>Waits for the first event about it, of that type.</summary>
    public async Task<TEvent> WaitFor<TEvent>(object about) => Assert.IsType<TEvent>((await WaitFor(about, 1))[0]);
}

/// <summary>Polls until something is so, and fails when it is not in time.</summary>
internal static class Until
{
    public static async Task True(Func<Task<bool>> condition, string what, TimeSpan? patience = null)
    {
        var deadline = DateTime.UtcNow + (patience ?? TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"In vain: {what}");
            await Task.Delay(20);
        }
    }
}
