using System.Globalization;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;
using ProjetK.FieldLimits.V1;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Writes down what the contract limits. Not what every field is limited to: answers have the same schemas as
/// requests, and are not limited.</summary>
internal static class Limits
{
    public static void Write(FieldDescriptor field, OpenApiSchema schema)
    {
        if (field.GetOptions()?.GetExtension(FieldsExtensions.Limits) is not { } limits)
            return;
        if (limits.MaxItems > 0)
            schema.MaxItems = limits.MaxItems;
        if ((field.IsRepeated ? schema.Items : schema) is not OpenApiSchema one)
            return;
        if (limits.MaxCharacters > 0)
            one.MaxLength = limits.MaxCharacters;
        // A number that is not required is 0 when it is not given.
        if (limits.HasMin && Schemas.IsRequired(field))
            one.Minimum = limits.Min.ToString(CultureInfo.InvariantCulture);
        if (limits.HasMax)
            one.Maximum = limits.Max.ToString(CultureInfo.InvariantCulture);
    }
}
