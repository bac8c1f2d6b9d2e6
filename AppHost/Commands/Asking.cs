using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.Commands;

/// <summary>One execution of a command of a service, with what its operator entered.</summary>
internal sealed class Asking(Operations operations, ProjectResource service, string name, ExecuteCommandContext context)
{
    /// <summary>The service as resource names begin with it, e.g. <c>services/funding</c>.</summary>
    public string Service => $"services/{name}";

    /// <summary>What was entered; empty when nothing was.</summary>
    public string Input(string input) =>
        context.Arguments.TryGetByName(input, out var entered) ? entered.Value?.Trim() ?? "" : "";

    public Task<JsonElement> Get(string path) =>
        operations.Ask(service, HttpMethod.Get, $"v1/{path}", null, context.CancellationToken);

    public Task<JsonElement> Post(string path, object body) =>
        operations.Ask(service, HttpMethod.Post, $"v1/{path}", body, context.CancellationToken);
}

/// <summary>Adds commands to services.</summary>
internal static class AskingExtensions
{
    /// <summary>Adds a command that asks each replica itself, while it runs.</summary>
    public static Hosting.Service WithCommand(
        this Hosting.Service service, Operations operations, string command, string title,
        Func<Asking, Task<ExecuteCommandResult>> execute, CommandOptions options)
    {
        options.UpdateState = now => now.ResourceSnapshot.State?.Text == KnownResourceStates.Running
            ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
        return service.With(replica => replica.WithCommand(command, title, context => Explain(
            () => execute(new(operations, replica.Resource, service.Name, context)), replica.Resource), options));
    }

    private static async Task<ExecuteCommandResult> Explain(
        Func<Task<ExecuteCommandResult>> execute, ProjectResource service)
    {
        try
        {
            return await execute();
        }
        catch (RefusedException refusal)
        {
            return CommandResults.Failure(refusal.Message);
        }
        catch (HttpRequestException failure)
        {
            return CommandResults.Failure($"{service.Name}, or identity, does not answer: {failure.Message}");
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
    }
}
