using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ProjetK.Portal.Drawing;

/// <summary>Words in a drawing. Razor keeps the tag of SVG for itself, so it is written here.</summary>
public sealed class Lettering : ComponentBase
{
    /// <summary>From the left, in units of the drawing.</summary>
    [Parameter, EditorRequired]
    public int X { get; set; }

    /// <summary>From the top, in units of the drawing.</summary>
    [Parameter, EditorRequired]
    public int Y { get; set; }

    /// <summary>Its class in the style sheet.</summary>
    [Parameter, EditorRequired]
    public string Class { get; set; } = "";

    /// <summary>What it says.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "class", Class);
        builder.AddContent(4, Text);
        builder.CloseElement();
    }
}
