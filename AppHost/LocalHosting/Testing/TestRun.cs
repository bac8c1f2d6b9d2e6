using System.Reflection;
using Aspire.Hosting;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Runs an AppHost's own entry point inside a test, which then takes over what it has composed.</summary>
internal sealed class TestRun(Assembly appHost, string[] arguments)
{
    private static readonly AsyncLocal<TestRun?> Ambient = new();
    private readonly TaskCompletionSource<DistributedApplicationBuilder> composed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> built =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource askedToBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static TestRun? Current => Ambient.Value;
    public Assembly AppHost => appHost;
    public string[] Arguments => arguments;

    /// <summary>Starts the entry point; ends when it is about to build what it has composed.</summary>
    public Task<DistributedApplicationBuilder> ComposeAsync(CancellationToken cancellation)
    {
        var thread = new Thread(RunEntryPoint) { IsBackground = true, Name = "AppHost" };
        thread.Start();
        return composed.Task.WaitAsync(cancellation);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellation)
    {
        askedToBuild.TrySetResult();
        return built.Task.WaitAsync(cancellation);
    }

    /// <summary>Lets the entry point end without building anything.</summary>
    public void Abandon() => askedToBuild.TrySetException(new OperationCanceledException());

    public void WaitUntilAskedToBuild(DistributedApplicationBuilder builder)
    {
        composed.TrySetResult(builder);
        askedToBuild.Task.GetAwaiter().GetResult();
    }

    public void HandOver(DistributedApplication application) => built.TrySetResult(application);

    private void RunEntryPoint()
    {
        Ambient.Value = this;
        try
        {
            appHost.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null);
            Fail(new DistributedApplicationException("The AppHost ended without running what it composed."));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        composed.TrySetException(exception);
        built.TrySetException(exception);
    }
}
