using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.Commands;

/// <summary>One way to write a command of the dashboard.</summary>
internal static class Operations
{
    /// <summary>Adds a command that asks for inputs, does something, and tells what came of it, with details or without;
    /// what fails is told with its reason.</summary>
    public static IResourceBuilder<ProjectResource> WithOperation(
        this IResourceBuilder<ProjectResource> resource, string name, string title, string icon, string description,
        IReadOnlyList<InteractionInput> inputs,
        Func<IReadOnlyDictionary<string, string>, CancellationToken, Task<(string Told, string? Details)>> operate) =>
        resource.WithCommand(name, title,
            async context =>
            {
                try
                {
                    var given = inputs.ToDictionary(
                        input => input.Name,
                        input => context.Arguments.FirstOrDefault(argument => argument.Name == input.Name)?.Value ?? "");
                    var (told, details) = await operate(given, context.CancellationToken);
                    return details is null ? CommandResults.Success(told)
                        : CommandResults.Success(told, details, CommandResultFormat.Json, displayImmediately: true);
                }
                catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException)
                {
                    return CommandResults.Failure(failure.Message);
                }
            },
            new()
            {
                Description = description,
                IconName = icon,
                Arguments = inputs,
                UpdateState = state => state.ResourceSnapshot.State?.Text == KnownResourceStates.Running
                    ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            });
}
