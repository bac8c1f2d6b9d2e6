using Google.Type;

namespace ProjetK.Foundation;

/// <summary>Zero or more euros in whole cents.</summary>
internal sealed class MoneyRule(FieldRules rules) : ValueRule(rules)
{
    public override void Check(object value, Walk walk)
    {
        if (walk.IsOutput)
            return;
        if (!Moneys.TryToCents((Money)value, out var cents, out var part, out var flaw))
        {
            walk.Enter(part.TrimStart('.'));
            walk.Violate(flaw);
            walk.Leave();
        }
        else if (cents < 0)
            walk.Violate("must not be negative.");
    }
}
