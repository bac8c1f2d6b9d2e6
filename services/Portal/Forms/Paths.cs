using System.Collections;
using System.Globalization;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ProjetK.FieldLimits.V1;

namespace ProjetK.Portal.Forms;

/// <summary>Reads and writes the fields of a message as the texts that a form holds, by their paths in the contract:
/// <c>project.title</c>; an item of a list by its place: <c>payment_limits.0.amount</c>.</summary>
internal static class Paths
{
    /// <summary>Stands between the cells of a line of a list, as a form holds it; nobody can type it.</summary>
    private const char Between = '\u001f';

    /// <summary>What stands there, as a form shows it; several for a list, none for what is not given.</summary>
    public static IReadOnlyList<string> Get(IMessage? message, string path)
    {
        object? value = message;
        FieldDescriptor? field = null;
        foreach (var name in path.Split('.'))
        {
            if (value is IList items && PlaceOf(name) is { } place)
            {
                value = place < items.Count ? items[place] : null;
                continue;
            }
            if (value is not IMessage part)
                return [];
            field = part.Descriptor.FindFieldByName(name) ?? throw Unknown(path);
            value = field.Accessor.GetValue(part);
        }
        return value switch
        {
            null => [],
            IList list => [.. list.Cast<object>().Select(item => Text(field!, item))],
            _ => Text(field!, value) is { Length: > 0 } text ? [text] : [],
        };
    }

    /// <summary>Writes it; false where the text is no such value.</summary>
    public static bool Set(IMessage message, string path, IReadOnlyList<string> texts)
    {
        var names = path.Split('.');
        for (var depth = 0; depth < names.Length - 1; depth++)
        {
            var part = message.Descriptor.FindFieldByName(names[depth]) ?? throw Unknown(path);
            if (part.IsRepeated)
            {
                message = Item(part, message, PlaceOf(names[++depth]) ?? throw Unknown(path));
                continue;
            }
            // A place of which nothing is said is none, and not that of zero degrees.
            if (texts.Count == 0 && part.MessageType.FullName == "google.type.LatLng")
                return true;
            if (part.Accessor.GetValue(message) is not IMessage inner)
                part.Accessor.SetValue(message, inner = part.MessageType.Parser.ParseFrom(ByteString.Empty));
            message = inner;
        }
        var field = message.Descriptor.FindFieldByName(names[^1]) ?? throw Unknown(path);
        if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            var items = texts.Select(text => Item(field, text)).ToList();
            foreach (var item in items.OfType<object>())
                list.Add(item);
            return !items.Contains(null);
        }
        if (texts.Count == 0 || texts[0].Length == 0)
            return true;
        if (Value(field, texts[0]) is not { } value)
            return false;
        field.Accessor.SetValue(message, value);
        return true;
    }

    /// <summary>The cells of a line where a list has some, such as <c>id, title, weight</c>; else none.</summary>
    public static IReadOnlyList<string> Columns(IMessage? message, string path) => message is not null
        && FieldAt(message.Descriptor, path) is { IsRepeated: true, FieldType: FieldType.Message } list
            ? [.. list.MessageType.Fields.InDeclarationOrder().Select(field => field.Name)] : [];

    /// <summary>The cells of a line.</summary>
    public static IReadOnlyList<string> Cells(string line) => line.Split(Between);

    /// <summary>A line of those cells.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(Between, cells);

    /// <summary>The message around a field that cannot be without some other field, such as a person without a name.</summary>
    public static string? Whole(MessageDescriptor message, string path)
    {
        var names = path.Split('.');
        for (var depth = 0; depth < names.Length - 1; depth++)
        {
            message = message.FindFieldByName(names[depth]).MessageType;
            if (message.Fields.InDeclarationOrder().Any(field =>
                field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.Required)
                == true))
                return string.Join('.', names[..(depth + 1)]);
        }
        return null;
    }

    /// <summary>Whether one field is the other, or a part of it.</summary>
    public static bool IsPart(string path, string whole) =>
        path == whole || path.StartsWith($"{whole}.", StringComparison.Ordinal);

    private static int? PlaceOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;

    /// <summary>The item of a list at that place; it is there then.</summary>
    private static IMessage Item(FieldDescriptor field, IMessage message, int place)
    {
        var list = (IList)field.Accessor.GetValue(message);
        while (list.Count <= place)
            list.Add(field.MessageType.Parser.ParseFrom(ByteString.Empty));
        return (IMessage)list[place]!;
    }

    private static FieldDescriptor? FieldAt(MessageDescriptor message, string path)
    {
        FieldDescriptor? field = null;
        foreach (var name in path.Split('.').Where(name => PlaceOf(name) is null))
        {
            if (message.FindFieldByName(name) is not { } found)
                return null;
            (field, message) = (found, found.FieldType is FieldType.Message ? found.MessageType : message);
        }
        return field;
    }

    private static bool IsDecimal(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(FieldsExtensions.Limits) is { Format: Limits.Types.Format.Decimal };

    private static string Text(FieldDescriptor field, object value) => value switch
    {
        string text => IsDecimal(field) ? text.Replace('.', ',') : text,
        Google.Type.Date day => string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-{day.Month:00}-{day.Day:00}"),
        System.Enum => field.EnumType.FindValueByNumber((int)value) is { Number: > 0 } name ? name.Name : "",
        Google.Type.Money amount => French.Typed(amount),
        Timestamp time => French.DayOf(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "",
        int number => number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("0.######", CultureInfo.InvariantCulture).Replace('.', ','),
        IMessage line when field.IsRepeated => Line(field.MessageType.Fields.InDeclarationOrder().Select(cell =>
            Text(cell, cell.Accessor.GetValue(line)))),
        _ => throw Unknown(field.FullName),
    };

    private static object? Item(FieldDescriptor field, string text)
    {
        if (field.FieldType is not FieldType.Message)
            return Value(field, text) ?? "";
        var line = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        var cells = field.MessageType.Fields.InDeclarationOrder().Zip(Cells(text), (cell, typed) => (cell.Name, typed));
        return cells.All(cell => Set(line, cell.Name, [cell.typed])) ? line : null;
    }

    private static object? Value(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => IsDecimal(field) ? text.Replace(',', '.').Replace('−', '-') : text,
        FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, field.EnumType.FindValueByName(text)?.Number ?? 0),
        FieldType.Bool => text is "true",
        FieldType.Int32 => int.TryParse(text.Replace(" ", "").Replace(French.Space, ""), NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Double => double.TryParse(text.Replace(" ", "").Replace('−', '-').Replace(',', '.'),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Message when field.MessageType.FullName == "google.type.Money" => French.ReadEuros(text),
        FieldType.Message when field.MessageType.FullName == "google.protobuf.Timestamp" =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
                ? French.EndOfDay(last) : null,
        FieldType.Message when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day) => new Google.Type.Date { Year = day.Year, Month = day.Month, Day = day.Day },
        _ => null,
    };

    private static InvalidOperationException Unknown(string path) => new($"A form cannot hold {path}.");
}
