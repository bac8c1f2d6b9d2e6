using static ProjetK.Errors.V1.Refusals.Types;

namespace ProjetK.Foundation;

/// <summary>A text, or the name of a resource.</summary>
internal sealed class TextRule(FieldRules rules, string? pattern) : ValueRule(rules)
{
    public override string Missing { get; } =
        rules.Absent == Reason.Required ? "is required: say why." : "is required.";

    public override void CheckItem(object item, Walk walk)
    {
        if (string.IsNullOrWhiteSpace((string)item) && !walk.IsOutput)
            walk.Violate("must not be empty.");
        else
            Check(item, walk);
    }

    public override void Check(object value, Walk walk)
    {
        var text = (string)value;
        if (TextRules.FindUnstorable(text, Rules.Lines || walk.IsOutput) is { } unstorable)
            walk.Violate(unstorable);
        else if (Rules.Required && walk.Requires && !TextRules.IsVisible(text))
            walk.Miss(Rules, Missing);
        else if (!walk.IsOutput && TextRules.FindFlaw(text, Rules) is { } flaw)
            walk.Violate(flaw);
        else if (!walk.IsOutput && pattern is not null && text.Length > 0)
            CheckName(text, walk);
    }

    private void CheckName(string text, Walk walk)
    {
        if (!ResourceName.TryParse(pattern!, text, out var ids))
            walk.Violate($"must look like {pattern}.");
        else if (pattern is ResourcePatterns.Commune && !Formats.IsInsee(ids[0]))
            walk.Violate($"must look like {pattern}, with an INSEE code of 5 characters.");
    }
}
