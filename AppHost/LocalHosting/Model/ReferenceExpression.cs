using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with holes that are filled with ports, secrets and the like when the stack starts.</summary>
public sealed class ReferenceExpression : IValueProvider
{
    private readonly IReadOnlyList<Part> parts;

    private ReferenceExpression(IReadOnlyList<Part> parts) => this.parts = parts;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var value = part.Value is null ? part.Text : await part.Value.GetValueAsync(cancellationToken);
            text.Append(part.Format(value));
        }
        return text.ToString();
    }

    internal sealed record Part(string? Text, IValueProvider? Value, bool UriEncoded)
    {
        public string? Format(string? value) => UriEncoded && value is not null ? Uri.EscapeDataString(value) : value;
    }

    /// <summary>Keeps the holes of an interpolated string as values to ask for later.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        internal List<Part> Parts { get; } = new(literalLength == 0 ? formattedCount : 2 * formattedCount + 1);

        public void AppendLiteral(string value) => Parts.Add(new(value, null, UriEncoded: false));

        public void AppendFormatted(string? value, string? format = null) =>
            Parts.Add(new(value, null, IsUri(format)));

        public void AppendFormatted<T>(T valueProvider, string? format = null) where T : IValueProvider =>
            Parts.Add(new(null, valueProvider, IsUri(format)));

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider => Parts.Add(new(null, valueProvider.Resource, IsUri(format)));

        private static bool IsUri(string? format) => format switch
        {
            null => false,
            "uri" => true,
            _ => throw new FormatException($"'{format}' is no format of a reference expression; 'uri' is."),
        };
    }
}
