using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace ProjetK.Gateway.OpenApi;

/// <summary>What of a request stands in its path and in its query.</summary>
internal sealed class Parameters(Schemas schemas)
{
    /// <summary>All of a binding.</summary>
    public IEnumerable<IOpenApiParameter> Of(HttpBinding binding)
    {
        var input = binding.Rpc.InputType;
        var path = binding.Path.Variables.SelectMany(variable => InPath(input, variable));
        if (binding.Rpc.IsClientStreaming)
        {
            // The body is the file; what is said of it stands in the query.
            var bytes = input.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Bytes);
            return path.Concat(InQuery(
                input, "", "", [.. binding.Elsewhere, .. bytes.Select(field => field.Name)], [input.FullName]));
        }
        return binding.Body == "*" ? path : path.Concat(InQuery(input, "", "", binding.Elsewhere, [input.FullName]));
    }

    private static IEnumerable<IOpenApiParameter> InPath(MessageDescriptor input, PathTemplate.Variable variable)
    {
        var stars = variable.Shape.Split('/').Where(PathTemplate.Variable.IsStar);
        return variable.Names.Zip(stars, (name, star) => new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = $"Part of `{variable.Field}`, which is `{variable.Path}`.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = star == "**" ? "^.+$" : "^[^/]+$",
                Examples = [Resources.ExampleId(name)],
            },
        });
    }

    /// <summary>Every value of a message, and of the messages in it by names with dots.</summary>
    private IEnumerable<IOpenApiParameter> InQuery(
        MessageDescriptor message, string path, string name, HashSet<string> elsewhere, string[] within)
    {
        foreach (var field in message.Fields.InDeclarationOrder().Where(field => !elsewhere.Contains(path + field.Name)))
            if (field.FieldType != FieldType.Message || WellKnown.IsOneValue(field.MessageType))
                yield return InQuery(field, name + field.JsonName);
            else if (!field.IsRepeated && !within.Contains(field.MessageType.FullName))
                foreach (var nested in InQuery(field.MessageType, $"{path}{field.Name}.", $"{name}{field.JsonName}.",
                    elsewhere, [.. within, field.MessageType.FullName]))
                    yield return nested;
    }

    private OpenApiParameter InQuery(FieldDescriptor field, string name) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Required = Schemas.IsRequired(field),
        Description = Comments.Of(field),
        Schema = schemas.Of(field),
    };
}
