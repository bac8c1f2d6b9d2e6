using System.Collections.Concurrent;

namespace ProjetK.Foundation.Tests;

/// <summary>What a service writes into its log, each line with what its scopes say.</summary>
internal sealed class ScopedLog : ILoggerProvider, ILogger, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<Line> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => scopes.Push(state);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var said = new Dictionary<string, string>();
        scopes.ForEachScope((scope, all) =>
        {
            foreach (var (key, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
                all[key] = $"{value}";
        }, said);
        Lines.Enqueue(new(logLevel, formatter(state, exception), said));
    }

    public void Dispose()
    {
    }

    /// <summary>One line.</summary>
    internal sealed record Line(LogLevel Level, string Text, IReadOnlyDictionary<string, string> Scope);
}
