using System.Text.RegularExpressions;

namespace ProjetK.Gateway.OpenApi;

/// <summary>A path of JSON transcoding, such as <c>/v1/{name=calls/*}:publish</c>, and what it is in OpenAPI, where a
/// parameter is one segment: <c>/v1/calls/{call}:publish</c>.</summary>
internal sealed partial record PathTemplate
{
    public PathTemplate(string text)
    {
        var variables = new List<Variable>();
        OpenApi = Braces().Replace(text, match =>
        {
            var shape = match.Groups[2] is { Success: true, Value: var given } ? given : "*";
            var variable = new Variable(match.Groups[1].Value, shape, Resources.NamesIn(shape));
            variables.Add(variable);
            return variable.Path;
        });
        (Text, Variables) = (text, variables);
        Shape = Braces().Replace(text, match => match.Groups[2] is { Success: true, Value: var given } ? given : "*");
    }

    /// <summary>As it stands in the proto.</summary>
    public string Text { get; }

    /// <summary>As OpenAPI writes it.</summary>
    public string OpenApi { get; }

    /// <summary>With a star for each part that varies: <c>/v1/calls/*:publish</c>.</summary>
    public string Shape { get; }

    public IReadOnlyList<Variable> Variables { get; }

    /// <summary>A field of the request that is part of the path, and the names of the parameters that it is made
    /// of: one for every star in its shape.</summary>
    internal sealed record Variable(string Field, string Shape, IReadOnlyList<string> Names)
    {
        /// <summary>The shape with the names of its parameters.</summary>
        public string Path
        {
            get
            {
                var next = 0;
                return string.Join('/', Shape.Split('/').Select(part => IsStar(part) ? $"{{{Names[next++]}}}" : part));
            }
        }

        public static bool IsStar(string part) => part is "*" or "**";
    }

    [GeneratedRegex(@"\{([a-z0-9_.]+)(?:=([^}]*))?\}")]
    private static partial Regex Braces();
}
