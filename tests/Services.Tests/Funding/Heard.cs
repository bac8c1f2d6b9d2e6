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
    public Task<IReadOnlyList<object>> WaitFor(object about, int count) => Eventually.Get(
        () => Task.FromResult(About(about)), heard => heard.Count >= count, $"{count} events about {about}", Patience);

    /// <summary>Waits for the first event about it, of that type.</summary>
    public async Task<TEvent> WaitFor<TEvent>(object about) => Assert.IsType<TEvent>((await WaitFor(about, 1))[0]);
}
