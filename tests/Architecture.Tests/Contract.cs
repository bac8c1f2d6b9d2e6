using System.Reflection;
using System.Text;
using Google.Api;
using Google.Protobuf.Reflection;
using ProjetK.Auth.V1;
using ProjetK.FieldLimits.V1;

namespace ProjetK.Architecture.Tests;

/// <summary>The compiled protos as a text in which each line stands for itself.</summary>
internal static class Contract
{
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        .. typeof(AccessExtensions).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(FileDescriptor))
            .Select(property => (FileDescriptor)property!.GetValue(null)!)
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<MethodDescriptor> Rpcs { get; } =
        [.. Files.SelectMany(file => file.Services).SelectMany(service => service.Methods)];

    public static Access? AccessOf(MethodDescriptor rpc) => rpc.GetOptions()?.GetExtension(AccessExtensions.Access);

    public static HttpRule? HttpOf(MethodDescriptor rpc) => rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http);

    /// <summary>Verb and path, e.g. <c>POST /v1/calls</c>.</summary>
    public static (string Verb, string Path)? Route(MethodDescriptor rpc) => HttpOf(rpc) switch
    {
        null => null,
        { PatternCase: HttpRule.PatternOneofCase.Get } rule => ("GET", rule.Get),
        { PatternCase: HttpRule.PatternOneofCase.Post } rule => ("POST", rule.Post),
        { PatternCase: HttpRule.PatternOneofCase.Patch } rule => ("PATCH", rule.Patch),
        { PatternCase: HttpRule.PatternOneofCase.Put } rule => ("PUT", rule.Put),
        { PatternCase: HttpRule.PatternOneofCase.Delete } rule => ("DELETE", rule.Delete),
        var other => throw new NotSupportedException($"{rpc.FullName}: {other}"),
    };

    public static string Describe()
    {
        var text = new StringBuilder();
        foreach (var file in Files)
        {
            foreach (var service in file.Services)
                foreach (var rpc in service.Methods)
                    text.Append(Line(rpc));
            foreach (var message in file.MessageTypes)
                Describe(message, text);
            foreach (var type in file.EnumTypes)
                Describe(type, text);
        }
        return text.ToString();
    }

    private static string Line(MethodDescriptor rpc)
    {
        var access = AccessOf(rpc) switch
        {
            null => "nobody",
            { Public: true } => "public",
            var rule => string.Join(" ", rule.Roles.Order()),
        };
        var http = Route(rpc) is { } route ? $"{route.Verb} {route.Path} body={HttpOf(rpc)!.Body}" : "gRPC only";
        return $"rpc {rpc.FullName}({Stream(rpc.IsClientStreaming)}{rpc.InputType.FullName})"
            + $" returns ({Stream(rpc.IsServerStreaming)}{rpc.OutputType.FullName})\n"
            + $"rpc {rpc.FullName} http: {http}\n"
            + $"rpc {rpc.FullName} access: {access}\n"
            + string.Concat(Reasons.Own(rpc)?.Reasons.Select(reason => $"rpc {rpc.FullName} refusal: {reason}\n") ?? []);
    }

    private static string Stream(bool streams) => streams ? "stream " : "";

    private static void Describe(MessageDescriptor message, StringBuilder text)
    {
        text.Append($"message {message.FullName}\n");
        foreach (var field in message.Fields.InFieldNumberOrder())
            text.Append($"field {message.FullName} {field.FieldNumber} {field.Name}: ")
                .Append($"{Type(field)}{Behaviour(field)}\n");
        foreach (var nested in message.NestedTypes)
            Describe(nested, text);
        foreach (var nested in message.EnumTypes)
            Describe(nested, text);
    }

    private static void Describe(EnumDescriptor type, StringBuilder text)
    {
        foreach (var value in type.Values)
            text.Append($"enum {type.FullName} {value.Number} {value.Name}\n");
    }

    private static string Type(FieldDescriptor field)
    {
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var scalar => scalar.ToString().ToLowerInvariant(),
        };
        return field.IsRepeated ? $"repeated {type}"
            : field.HasPresence && field.FieldType != FieldType.Message ? $"optional {type}" : type;
    }

    private static string Behaviour(FieldDescriptor field)
    {
        var behaviours = field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior);
        var limits = field.GetOptions()?.GetExtension(FieldsExtensions.Limits);
        return (behaviours is { Count: > 0 } ? $" [{string.Join(", ", behaviours)}]" : "")
            + (limits is null ? "" : $" {limits}");
    }
}
