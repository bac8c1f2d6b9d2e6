using System.Collections.Concurrent;
using Google.Api;
using Google.Protobuf.Reflection;

namespace ProjetK.Foundation;

/// <summary>What the names of resources look like, as the messages of the contract say it.</summary>
internal static class ResourcePatterns
{
    /// <summary>Communes are named by their INSEE codes.</summary>
    public const string Commune = "communes/{insee_code}";

    private static readonly ConcurrentDictionary<FileDescriptor, Dictionary<string, string>> OfFiles = new();

    private static readonly Lazy<Dictionary<string, string>> OfContract = new(() => typeof(FieldRules).Assembly
        .GetTypes()
        .Select(type => type.GetProperty("Descriptor"))
        .Where(property => property?.PropertyType == typeof(FileDescriptor))
        .SelectMany(property => Read((FileDescriptor)property!.GetValue(null)!))
        .DistinctBy(pair => pair.Key)
        .ToDictionary());

    /// <summary>The pattern of the names that a field holds; null when it holds no names of one kind.</summary>
    public static string? Of(FieldDescriptor field)
    {
        var type = field.GetOptions()?.GetExtension(ResourceExtensions.ResourceReference)?.Type;
        return type is null or "" ? null
            : OfContract.Value.GetValueOrDefault(type)
                ?? OfFiles.GetOrAdd(field.File, file => Read(file).ToDictionary()).GetValueOrDefault(type);
    }

    private static IEnumerable<KeyValuePair<string, string>> Read(FileDescriptor file) => file.MessageTypes
        .Select(message => message.GetOptions()?.GetExtension(ResourceExtensions.Resource))
        .OfType<ResourceDescriptor>()
        .Where(resource => resource.Pattern is [_])
        .Select(resource => KeyValuePair.Create(resource.Type, resource.Pattern[0]));
}
