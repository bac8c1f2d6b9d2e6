using Aspire.Hosting.ApplicationModel;
using ProjetK.AppHost.LocalHosting;

namespace Aspire.Hosting;

/// <summary>The composed system, to be run.</summary>
public sealed class DistributedApplication : IAsyncDisposable, IDisposable
{
    private readonly DistributedApplicationBuilder builder;
    private readonly TaskCompletionSource disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stack stack;

    internal DistributedApplication(DistributedApplicationBuilder builder)
    {
        this.builder = builder;
        ResourceNotifications = new(builder.Resources);
        stack = new(builder, ResourceNotifications);
    }

    public ResourceNotificationService ResourceNotifications { get; }

    internal IEnumerable<IResource> Resources => builder.Resources;
    internal Stack Stack => stack;

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        TestRun.Current is { } test
            ? new DistributedApplicationBuilder(test.Arguments, test.AppHost, testing: true) { Test = test }
            : new DistributedApplicationBuilder(args, typeof(DistributedApplication).Assembly, testing: false);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (builder.Test is { } test)
        {
            test.HandOver(this);
            await disposed.Task;
            return;
        }
        await using (this)
            Environment.ExitCode = await new ConsoleRun(stack).RunAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => stack.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => stack.StopAsync();

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await stack.StopAsync();
        disposed.TrySetResult();
    }
}
