using Google.Protobuf.Reflection;

namespace ProjetK;

/// <summary>What the protos say about their elements; the compiled descriptors do not know it.</summary>
public static class Comments
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> All = new(Read);

    /// <summary>The comment above an element, its paragraphs separated by empty lines; empty without one.</summary>
    public static string Of(IDescriptor element) => All.Value.GetValueOrDefault(element.FullName, "");

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(Comments).Assembly.GetManifestResourceStream("contract.pb")
            ?? throw new InvalidOperationException("contract.pb is not embedded.");
        var comments = new Dictionary<string, string>();
        foreach (var file in FileDescriptorSet.Parser.ParseFrom(stream).File)
            foreach (var location in file.SourceCodeInfo.Location)
                if (location.LeadingComments.Length > 0 && NameOf(file, [.. location.Path]) is { } name)
                    comments[$"{file.Package}.{name}"] = Unwrap(location.LeadingComments);
        return comments;
    }

    /// <summary>The lines of a paragraph are one line to whoever shows it.</summary>
    private static string Unwrap(string comment) => string.Join("\n\n", comment
        .Split("\n\n")
        .Select(paragraph => string.Join(' ', paragraph.Split('\n').Select(line => line.Trim())).Trim())
        .Where(paragraph => paragraph.Length > 0));

    /// <summary>A path alternates between the number of a field of the descriptor and an index into it, e.g. 4, 0, 2, 1:
    /// the second field of the first message.</summary>
    private static string? NameOf(FileDescriptorProto file, int[] path) => path switch
    {
        [6, var service] => file.Service[service].Name,
        [6, var service, 2, var method] => $"{file.Service[service].Name}.{file.Service[service].Method[method].Name}",
        [5, var type] => file.EnumType[type].Name,
        [5, var type, 2, var value] => $"{file.EnumType[type].Name}.{file.EnumType[type].Value[value].Name}",
        [4, var message, .. var rest] => NameIn(file.MessageType[message], rest),
        _ => null,
    };

    private static string? NameIn(DescriptorProto message, int[] path) => path switch
    {
        [] => message.Name,
        [2, var field] => $"{message.Name}.{message.Field[field].Name}",
        [4, var type] => $"{message.Name}.{message.EnumType[type].Name}",
        [4, var type, 2, var value] =>
            $"{message.Name}.{message.EnumType[type].Name}.{message.EnumType[type].Value[value].Name}",
        [3, var nested, .. var rest] when NameIn(message.NestedType[nested], rest) is { } inner =>
            $"{message.Name}.{inner}",
        _ => null,
    };
}
