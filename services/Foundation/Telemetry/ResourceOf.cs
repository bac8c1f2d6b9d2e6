using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ProjetK.Foundation;

/// <summary>Finds which resource a request is about: its name, its parent, or the name of what it updates.</summary>
internal static partial class ResourceOf<TRequest>
{
    private static readonly Func<IMessage, object?>? Read =
        (Activator.CreateInstance<TRequest>() as IMessage)?.Descriptor is { } request ? Reader(request) : null;

    /// <summary>Null when the request names none, or something that is no resource name and might be anything.</summary>
    public static string? Name(TRequest request) =>
        Read is not null && Read((IMessage)request!) is string name && Wellformed().IsMatch(name) ? name : null;

    private static Func<IMessage, object?>? Reader(MessageDescriptor request)
    {
        if ((Text(request, "name") ?? Text(request, "parent")) is { } field)
            return field.Accessor.GetValue;
        foreach (var part in request.Fields.InDeclarationOrder())
        {
            if (part is { FieldType: FieldType.Message, IsRepeated: false }
                && Text(part.MessageType, "name") is { } name)
                return message =>
                    part.Accessor.GetValue(message) is IMessage inner ? name.Accessor.GetValue(inner) : null;
        }
        return null;
    }

    private static FieldDescriptor? Text(MessageDescriptor message, string name) =>
        message.FindFieldByName(name) is { FieldType: FieldType.String, IsRepeated: false } field ? field : null;

    [GeneratedRegex(@"^[a-zA-Z]{1,40}(/[A-Za-z0-9_.~-]{1,128}){1,7}\z")]
    private static partial Regex Wellformed();
}
