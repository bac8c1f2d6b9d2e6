using System.Collections;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Foundation;

/// <summary>Carries out the update_mask of an update (AIP-134).</summary>
public static class FieldMasks
{
    private static readonly FieldMask.MergeOptions Replace = new()
    {
        ReplaceMessageFields = true,
        ReplacePrimitiveFields = true,
        ReplaceRepeatedFields = true,
    };

    /// <summary>The current resource with the masked fields of the changes; without a mask those that are set, with
    /// <c>*</c> all that may be updated. A path that does not exist or may not be updated is INVALID_FIELD, and so is a
    /// field that would no longer keep to the limits of the contract and, without a mask, another value of a field that
    /// never changes.</summary>
    public static TResource Merge<TResource>(
        FieldMask? mask, TResource changes, TResource current, params string[] updatable)
        where TResource : class, IMessage<TResource>
    {
        var merged = current.Clone();
        Mask(mask, changes, current, updatable).Merge(changes, merged, Replace);
        RequestChecks.Check(merged, NameOf(merged.Descriptor));
        return merged;
    }

    /// <summary>The field of an update that holds a resource is called as the resource (AIP-134).</summary>
    private static string NameOf(MessageDescriptor resource) =>
        EnumText.Snake(resource.Name).ToLowerInvariant();

    private static FieldMask Mask<TResource>(
        FieldMask? mask, TResource changes, TResource current, string[] updatable)
        where TResource : class, IMessage<TResource>
    {
        var violations = new Violations();
        if (mask is null || mask.Paths.Count == 0)
        {
            var set = SetPaths(changes, "").ToArray();
            var resource = NameOf(changes.Descriptor);
            foreach (var path in set.Where(path => !Covers(updatable, path) && !IsOurs(changes.Descriptor, path)))
                violations.Require(
                    Equals(ValueAt(changes, path), ValueAt(current, path)), $"{resource}.{path}", "cannot be updated.");
            violations.ThrowIfAny();
            return new() { Paths = { set.Where(path => Covers(updatable, path)) } };
        }
        if (mask.Paths is ["*"])
            return new() { Paths = { updatable } };
        foreach (var path in mask.Paths)
        {
            if (violations.Require(FieldMask.IsValid<TResource>(path), "update_mask", $"{path} is not a field."))
                violations.Require(Covers(updatable, path), "update_mask", $"{path} cannot be updated.");
        }
        violations.ThrowIfAny();
        return mask;
    }

    private static bool Covers(string[] updatable, string path) =>
        updatable.Any(field => path == field || path.StartsWith(field + ".", StringComparison.Ordinal));

    /// <summary>What the service says, a caller who read it sends back; it is not meant as a change.</summary>
    private static bool IsOurs(MessageDescriptor message, string path)
    {
        if (path is "name" or "etag")
            return true;
        foreach (var name in path.Split('.'))
        {
            var field = message.FindFieldByName(name);
            if (field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior) is { } behavior
                && behavior.Any(one => one is FieldBehavior.OutputOnly or FieldBehavior.Identifier))
                return true;
            message = field.FieldType == FieldType.Message ? field.MessageType : message;
        }
        return false;
    }

    private static object? ValueAt(IMessage message, string path)
    {
        object? value = message;
        foreach (var name in path.Split('.'))
            value = value is IMessage part ? part.Descriptor.FindFieldByName(name).Accessor.GetValue(part) : null;
        return value;
    }

    private static IEnumerable<string> SetPaths(IMessage message, string prefix)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var path = prefix + field.Name;
            var value = field.Accessor.GetValue(message);
            if (field.IsRepeated || field.IsMap)
            {
                if (((ICollection)value).Count > 0)
                    yield return path;
            }
            else if (field.FieldType == FieldType.Message)
            {
                if (value is IMessage part)
                {
                    foreach (var inner in IsWhole(part) ? [path] : SetPaths(part, path + "."))
                        yield return inner;
                }
            }
            else if (field.HasPresence ? field.Accessor.HasValue(message) : !IsDefault(value))
                yield return path;
        }
    }

    /// <summary>Messages that mean one value: they change as a whole.</summary>
    private static bool IsWhole(IMessage message) =>
        message.Descriptor.FullName.StartsWith("google.", StringComparison.Ordinal);

    private static bool IsDefault(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool flag => !flag,
        System.Enum number => Convert.ToInt32(number, null) == 0,
        IConvertible number => Convert.ToDouble(number, null) == 0,
        _ => false,
    };
}
