using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ProjetK.Foundation;

/// <summary>What is to be checked in one field of a message.</summary>
internal sealed class FieldPlan
{
    private readonly FieldDescriptor field;
    private readonly FieldRules rules;
    private readonly ValueRule? key, value;

    private FieldPlan(FieldDescriptor field)
    {
        (this.field, rules) = (field, FieldRules.Of(field));
        key = field.IsMap ? ValueRule.Of(field.MessageType.FindFieldByNumber(1), rules) : null;
        value = ValueRule.Of(field.IsMap ? field.MessageType.FindFieldByNumber(2) : field, rules);
    }

    /// <summary>The plan of a field; null when it can hold nothing that would be wrong.</summary>
    public static FieldPlan? Of(FieldDescriptor field)
    {
        var plan = new FieldPlan(field);
        return plan.value is null && !field.IsRepeated && !field.IsMap && !plan.rules.Required ? null : plan;
    }

    public void Check(IMessage message, Walk walk, bool isUpdate)
    {
        var (partial, output) = (walk.IsPartial, walk.IsOutput);
        walk.Enter(field.Name);
        walk.IsOutput |= rules.OutputOnly;
        var found = field.Accessor.GetValue(message);
        if (field.IsMap)
            CheckMap((IDictionary)found, walk);
        else if (field.IsRepeated)
            CheckList((IList)found, walk);
        else if (!IsGiven(message, found))
            RequireGiven(walk);
        else
        {
            walk.IsPartial |= isUpdate;
            value?.Check(found, walk);
        }
        walk.Leave();
        (walk.IsPartial, walk.IsOutput) = (partial, output);
    }

    private void CheckList(IList items, Walk walk)
    {
        if (items.Count == 0)
            RequireGiven(walk);
        if (!CheckCount(items.Count, walk) || value is null)
            return;
        for (var index = 0; index < items.Count; index++)
        {
            walk.Move(index);
            value.CheckItem(items[index]!, walk);
        }
    }

    private void CheckMap(IDictionary items, Walk walk)
    {
        if (items.Count == 0)
            RequireGiven(walk);
        if (!CheckCount(items.Count, walk))
            return;
        foreach (DictionaryEntry item in items)
        {
            walk.Move(null);
            var before = walk.Violations.Count;
            key?.Check(item.Key, walk);
            if (walk.Violations.Count > before)
                continue;
            walk.Move(item.Key);
            value?.Check(item.Value!, walk);
        }
    }

    /// <summary>What is too long is not looked at any further: the answer would be as long.</summary>
    private bool CheckCount(int count, Walk walk)
    {
        var ok = walk.IsOutput || count <= rules.MaxItems;
        if (!ok)
            walk.Violate(FormattableString.Invariant($"must hold at most {rules.MaxItems:N0}, holds {count:N0}."));
        return ok;
    }

    private void RequireGiven(Walk walk)
    {
        if (rules.Required && walk.Requires)
            walk.Miss(rules, value?.Missing ?? "is required.");
    }

    /// <summary>A number of 0 is not given, unless the message says that it is there.</summary>
    private bool IsGiven(IMessage message, object? found) => found switch
    {
        null => false,
        string text => text.Length > 0,
        IMessage => true,
        _ when field.HasPresence => field.Accessor.HasValue(message),
        _ => Convert.ToDouble(found, null) != 0,
    };
}
