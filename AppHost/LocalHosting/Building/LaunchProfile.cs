using System.Text.Json;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>The variables that a project's launchSettings.json wants it to be started with.</summary>
internal sealed record LaunchProfile(string Name, IReadOnlyDictionary<string, string?> EnvironmentVariables)
{
    /// <summary>The profile of that name or, failing it, the first that starts a project.</summary>
    public static LaunchProfile? Find(string projectDirectory, string? name)
    {
        var file = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(file))
            return null;
        using var settings = JsonDocument.Parse(File.ReadAllText(file),
            new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        if (!settings.RootElement.TryGetProperty("profiles", out var profiles))
            return null;
        var candidates = profiles.EnumerateObject().Where(profile => Text(profile.Value, "commandName") is "Project");
        return candidates.Where(profile => profile.Name == name).Concat(candidates).Select(Read).FirstOrDefault();
    }

    private static LaunchProfile Read(JsonProperty profile) => new(profile.Name,
        profile.Value.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString())
            : new Dictionary<string, string?>());

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
