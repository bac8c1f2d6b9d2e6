using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.ServiceDefaults;

/// <summary>Reads the update_mask of an update.</summary>
public static class FieldMasks
{
    /// <summary>The paths to update: those of the mask, all that may be updated when it is empty or <c>*</c>. A path
    /// that does not exist or may not be updated is INVALID_FIELD.</summary>
    public static IReadOnlySet<string> Paths<TResource>(FieldMask? mask, params string[] updatable)
        where TResource : IMessage<TResource>
    {
        if (mask is null || mask.Paths.Count == 0 || mask.Paths is ["*"])
            return updatable.ToHashSet();
        var violations = new Violations();
        foreach (var path in mask.Paths)
        {
            if (violations.Require(FieldMask.IsValid<TResource>(path), "update_mask", $"{path} is not a field."))
                violations.Require(
                    updatable.Any(field => path == field || path.StartsWith(field + ".", StringComparison.Ordinal)),
                    "update_mask", $"{path} cannot be updated.");
        }
        violations.ThrowIfAny();
        return mask.Paths.ToHashSet();
    }
}
