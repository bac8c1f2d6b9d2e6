using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ProjetK.SystemTests.Access;

/// <summary>Requests that say no more than they must to arrive: the path names things that do not exist.</summary>
internal static partial class Samples
{
    private const string Nothing = "00000000-0000-7000-8000-000000000000";

    public static IMessage Of(MethodDescriptor rpc, string service)
    {
        var request = rpc.InputType.Parser.ParseFrom(ByteString.Empty);
        var rule = rpc.GetOptions().GetExtension(AnnotationsExtensions.Http);
        foreach (Match variable in Variable().Matches(Path(rule) ?? ""))
            Set(request, variable.Groups[1].Value, Name(variable.Groups[2].Value, service));
        // A table or a stream of all there is would be no JSON, or never end.
        if (rpc.IsServerStreaming && rpc.InputType.FindFieldByName("envelope") is { } envelope)
            envelope.Accessor.SetValue(request, "envelopes/none");
        if (rule?.Body is { Length: > 0 } and not "*")
            Nested(request, rule.Body);
        return request;
    }

    public static bool HasPath(MethodDescriptor rpc) =>
        Path(rpc.GetOptions().GetExtension(AnnotationsExtensions.Http)) is not null;

    private static string? Path(HttpRule? rule) => rule?.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => rule.Get,
        HttpRule.PatternOneofCase.Post => rule.Post,
        HttpRule.PatternOneofCase.Put => rule.Put,
        HttpRule.PatternOneofCase.Patch => rule.Patch,
        HttpRule.PatternOneofCase.Delete => rule.Delete,
        _ => null,
    };

    private static string Name(string pattern, string service) =>
        pattern.Replace("services/*", $"services/{service}").Replace("*", Nothing);

    private static void Set(IMessage message, string path, string value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
            message = Nested(message, name);
        message.Descriptor.FindFieldByName(names[^1]).Accessor.SetValue(message, value);
    }

    private static IMessage Nested(IMessage message, string name)
    {
        var field = message.Descriptor.FindFieldByName(name);
        if (field.Accessor.GetValue(message) is IMessage existing)
            return existing;
        var made = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        field.Accessor.SetValue(message, made);
        return made;
    }

    [GeneratedRegex(@"\{([a-z_.]+)=([^}]*)\}")]
    private static partial Regex Variable();
}
