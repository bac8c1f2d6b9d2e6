using Google.Api;
using Google.Protobuf.Reflection;

namespace ProjetK.Gateway.OpenApi;

/// <summary>One way in which an RPC is reached over JSON; most RPCs have one, some have additional ones.</summary>
internal sealed record HttpBinding(MethodDescriptor Rpc, int Number, HttpMethod Verb, PathTemplate Path, HttpRule Rule)
{
    /// <summary>Every way to reach an RPC.</summary>
    public static IEnumerable<HttpBinding> Of(MethodDescriptor rpc)
    {
        if (rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } first)
            return [];
        return new[] { first }.Concat(first.AdditionalBindings).Select((rule, index) =>
        {
            var (verb, path) = Route(rule);
            return new HttpBinding(rpc, index + 1, verb, new(path), rule);
        });
    }

    /// <summary>The field that is the body: empty without a body, <c>*</c> when everything is that is not in the
    /// path.</summary>
    public string Body => Rule.Body;

    /// <summary>Fields of the request, as paths, that neither the query nor a body of everything may carry.</summary>
    public HashSet<string> Elsewhere => [.. Path.Variables.Select(variable => variable.Field), Body];

    private static (HttpMethod Verb, string Path) Route(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => (HttpMethod.Get, rule.Get),
        HttpRule.PatternOneofCase.Put => (HttpMethod.Put, rule.Put),
        HttpRule.PatternOneofCase.Post => (HttpMethod.Post, rule.Post),
        HttpRule.PatternOneofCase.Delete => (HttpMethod.Delete, rule.Delete),
        HttpRule.PatternOneofCase.Patch => (HttpMethod.Patch, rule.Patch),
        HttpRule.PatternOneofCase.Custom => (HttpMethod.Parse(rule.Custom.Kind), rule.Custom.Path),
        HttpRule.PatternOneofCase.None => throw new InvalidOperationException("An HTTP rule has no path."),
    };
}
