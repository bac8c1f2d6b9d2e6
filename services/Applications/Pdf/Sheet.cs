namespace ProjetK.Applications;

/// <summary>What stands in a PDF, from top to bottom.</summary>
/// <param name="Title">Its title, for readers and screen readers.</param>
/// <param name="Footer">Stands at the foot of every page, beside its number.</param>
internal sealed record Sheet(string Title, string Footer, IReadOnlyList<Block> Blocks);

/// <summary>A part of a page.</summary>
internal abstract record Block
{
    /// <summary>The title of the whole.</summary>
    public sealed record Title(string Text) : Block;

    /// <summary>The title of what follows.</summary>
    public sealed record Heading(string Text) : Block;

    /// <summary>Text with its own line breaks.</summary>
    public sealed record Paragraph(string Text) : Block;

    /// <summary>A name and a value; left out when there is no value.</summary>
    public sealed record Fact(string Name, string Value) : Block;

    /// <summary>Lines at the right of the page: whom a letter is for.</summary>
    public sealed record Address(string Text) : Block;
}
