using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ProjetK.Foundation;

/// <summary>Looks for undefined enum numbers anywhere in a message; knows per type where enums can be.</summary>
internal static class UndefinedEnums
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> FieldsToCheck = new();

    /// <summary>Refuses with every field that holds an undefined number.</summary>
    public static void Refuse(IMessage message)
    {
        if (Fields(message.Descriptor).Length == 0)
            return;
        List<(string, string)>? violations = null;
        Check(message, "", ref violations);
        if (violations is not null)
            throw CommonErrors.InvalidFields(violations);
    }

    private static void Check(IMessage message, string path, ref List<(string, string)>? violations)
    {
        foreach (var field in Fields(message.Descriptor))
        {
            var value = field.Accessor.GetValue(message);
            var name = path + field.Name;
            if (field.IsMap)
            {
                var valueField = field.MessageType.FindFieldByNumber(2);
                foreach (DictionaryEntry entry in (IDictionary)value)
                    CheckOne(valueField, entry.Value, $"{name}[{entry.Key}]", ref violations);
            }
            else if (field.IsRepeated)
            {
                var index = 0;
                foreach (var element in (IList)value)
                    CheckOne(field, element, $"{name}[{index++}]", ref violations);
            }
            else
                CheckOne(field, value, name, ref violations);
        }
    }

    private static void CheckOne(
        FieldDescriptor field, object? value, string name, ref List<(string, string)>? violations)
    {
        if (value is IMessage nested)
            Check(nested, name + ".", ref violations);
        else if (value is not null)
        {
            var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
            if (field.EnumType.FindValueByNumber(number) is null)
                (violations ??= []).Add((name, $"{number} is not a value of {field.EnumType.Name}: use one of "
                    + $"{string.Join(", ", field.EnumType.Values.Select(defined => defined.Name))}."));
        }
    }

    private static FieldDescriptor[] Fields(MessageDescriptor message) => FieldsToCheck.GetOrAdd(
        message,
        descriptor => [.. descriptor.Fields.InDeclarationOrder().Where(field => Holds(field, []))]);

    private static bool Holds(FieldDescriptor field, HashSet<MessageDescriptor> seen) => field.FieldType switch
    {
        FieldType.Enum => true,
        FieldType.Message => seen.Add(field.MessageType)
            && field.MessageType.Fields.InDeclarationOrder().Any(nested => Holds(nested, seen)),
        _ => false,
    };
}
