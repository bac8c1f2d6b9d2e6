using Google.Protobuf.Reflection;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Short names of messages and enums in the document.</summary>
internal static class Names
{
    private static readonly HashSet<string> Ambiguous =
    [
        .. Contract.Messages.Select(Short).Concat(Contract.Enums.Select(Short))
            .GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key),
    ];

    /// <summary>The names of the types that it stands in, then its own: <c>ApplicationState</c>. Where two packages have
    /// the same, with that of the package before.</summary>
    public static string Of(IDescriptor type)
    {
        var name = Short(type);
        return Ambiguous.Contains(name) ? Package(type.File) + name : name;
    }

    private static string Short(IDescriptor type) => type.FullName[(type.File.Package.Length + 1)..].Replace(".", "");

    /// <summary>The part before the version: <c>Ecosystem</c>.</summary>
    private static string Package(FileDescriptor file)
    {
        var parts = file.Package.Split('.');
        var name = parts.Length > 2 ? parts[^2] : parts[^1];
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
