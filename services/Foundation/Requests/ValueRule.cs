using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Date = Google.Type.Date;
using Money = Google.Type.Money;

namespace ProjetK.Foundation;

/// <summary>What is to be checked in a value that is given: of a field, or each item of a list.</summary>
internal abstract class ValueRule(FieldRules rules)
{
    protected FieldRules Rules { get; } = rules;

    /// <summary>What to say when there is no value and there must be one.</summary>
    public virtual string Missing => "is required.";

    public abstract void Check(object value, Walk walk);

    /// <summary>Checks an item of a list, which must hold something.</summary>
    public virtual void CheckItem(object item, Walk walk) => Check(item, walk);

    /// <summary>The rule for values of a field; null when no value would be wrong.</summary>
    public static ValueRule? Of(FieldDescriptor field, FieldRules rules) => field.FieldType switch
    {
        FieldType.String => new TextRule(rules, ResourcePatterns.Of(field)),
        FieldType.Enum => new EnumRule(field.EnumType, rules),
        FieldType.Message when field.MessageType == Timestamp.Descriptor => new TimeRule(rules),
        FieldType.Message when field.MessageType == Date.Descriptor => new DayRule(rules),
        FieldType.Message when field.MessageType == FieldMask.Descriptor => new MaskRule(rules),
        FieldType.Message when field.MessageType == Money.Descriptor => new MoneyRule(rules),
        FieldType.Message => new MessageRule(rules),
        FieldType.Bool or FieldType.Bytes or FieldType.Group => null,
        FieldType.Double or FieldType.Float => new NumberRule(rules),
        _ when rules.Min is not null || rules.Max is not null => new NumberRule(rules),
        _ => null,
    };
}

internal sealed class EnumRule(EnumDescriptor type, FieldRules rules) : ValueRule(rules)
{
    public override string Missing { get; } = $"is required: one of {Names(type.Values.Where(one => one.Number != 0))}.";

    public override void CheckItem(object item, Walk walk)
    {
        if (Convert.ToInt32(item, CultureInfo.InvariantCulture) != 0)
            Check(item, walk);
        else if (!walk.IsOutput)
            walk.Violate(Missing);
    }

    public override void Check(object value, Walk walk)
    {
        var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        if (type.FindValueByNumber(number) is null)
            walk.Violate($"{number} is not a value of {type.Name}: use one of {Names(type.Values)}.");
    }

    private static string Names(IEnumerable<EnumValueDescriptor> values) =>
        string.Join(", ", values.Select(value => value.Name));
}

internal sealed class NumberRule(FieldRules rules) : ValueRule(rules)
{
    public override string Missing => Rules.Min > 0 ? Range : "is required.";

    private double Least => Rules.Min ?? double.MinValue;

    private double Most => Rules.Max ?? double.MaxValue;

    private string Range { get; } = rules switch
    {
        { Min: 0, Max: null } => "must not be negative.",
        { Min: { } min, Max: { } max } => $"must be {Write(min)} to {Write(max)}.",
        { Min: { } min } => $"must be at least {Write(min)}.",
        { Max: { } max } => $"must be at most {Write(max)}.",
        _ => "must be a number.",
    };

    public override void Check(object value, Walk walk)
    {
        var ok = value is float or double
            ? Convert.ToDouble(value, null) is var real && double.IsFinite(real) && real >= Least && real <= Most
            : Convert.ToDecimal(value, null) is var whole && !(whole < Rules.Min) && !(whole > Rules.Max);
        if (!ok && !walk.IsOutput)
            walk.Violate(Range);
    }

    /// <summary>Four digits stand together: they may be a year.</summary>
    private static string Write(long number) =>
        number.ToString(Math.Abs(number) < 10_000 ? "0" : "N0", CultureInfo.InvariantCulture);
}

internal sealed class MessageRule(FieldRules rules) : ValueRule(rules)
{
    public override void Check(object value, Walk walk)
    {
        // A wrapper such as StringValue comes as what it wraps.
        if (value is IMessage message)
            MessagePlan.Of(message.Descriptor).Check(message, walk);
        else if (value is string text)
            new TextRule(Rules, null).Check(text, walk);
    }
}
