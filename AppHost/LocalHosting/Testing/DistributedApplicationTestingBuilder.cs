using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ProjetK.AppHost.LocalHosting;

namespace Aspire.Hosting.Testing;

/// <summary>A composition that a test may still change before it builds it.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

/// <summary>Composes, inside a test, the system that an AppHost describes: with random ports and data of its own.</summary>
public static class DistributedApplicationTestingBuilder
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync<TEntryPoint>([], cancellationToken);

    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default) where TEntryPoint : class
    {
        var run = new TestRun(typeof(TEntryPoint).Assembly, args);
        return new Builder(run, await run.ComposeAsync(cancellationToken));
    }

    private sealed class Builder(TestRun run, DistributedApplicationBuilder composed) : IDistributedApplicationTestingBuilder
    {
        public ConfigurationManager Configuration => composed.Configuration;
        public IHostEnvironment Environment => composed.Environment;
        public string AppHostDirectory => composed.AppHostDirectory;
        public IResourceCollection Resources => composed.Resources;

        public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => composed.AddResource(resource);

        public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource =>
            composed.CreateResourceBuilder(resource);

        public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

        public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
            run.BuildAsync(cancellationToken);

        public void Dispose() => run.Abandon();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
