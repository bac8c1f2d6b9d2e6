using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ProjetK.Foundation;

/// <summary>A call over HTTP that carries a file or answers with one.</summary>
public sealed class FileCall
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));
    private readonly IMessage request;

    internal FileCall(HttpContext http, IMessage request, Asked asked) =>
        (Http, this.request, Asked) = (http, request, asked);

    public HttpContext Http { get; }

    /// <summary>Who asks.</summary>
    public Caller Caller => Asked.Caller;

    internal Asked Asked { get; }

    /// <summary>True when the answer must be JSON: whoever says nothing gets the file.</summary>
    public bool WantsJson => Http.Request.GetTypedHeaders().Accept is { Count: > 0 } accepted
        && accepted.All(type => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The request, as path and query say it.</summary>
    public TRequest Read<TRequest>() where TRequest : IMessage => (TRequest)request;

    /// <summary>Answers with a message.</summary>
    public Task Answer(IMessage message)
    {
        Http.Response.ContentType = "application/json";
        return Http.Response.WriteAsync(Json.Format(message), Http.RequestAborted);
    }

    /// <summary>Answers with a file that is at hand.</summary>
    public Task Answer(string name, string mediaType, byte[] content)
    {
        Begin(name, mediaType, content.Length);
        return Http.Response.Body.WriteAsync(content, Http.RequestAborted).AsTask();
    }

    /// <summary>Begins to answer with a file, whose bytes follow; of unknown length when none is given.</summary>
    public void Begin(string name, string mediaType, long? length = null)
    {
        var headers = Http.Response.Headers;
        headers.ContentType = mediaType;
        headers.ContentLength = length;
        headers.ContentDisposition = FileNames.Attachment(name);
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
    }

    /// <summary>Reads the request from path and query; notes what is wrong with it.</summary>
    internal static IMessage Parse(
        MessageDescriptor type, IEnumerable<(string Field, string Value)> path, IQueryCollection query)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        foreach (var (field, value) in path)
            type.FindFieldByName(field).Accessor.SetValue(message, value);
        var violations = new Violations();
        foreach (var (name, values) in query)
        {
            var field = type.Fields.InDeclarationOrder()
                .FirstOrDefault(one => one.JsonName == name || one.Name == name);
            if (field is null || path.Any(part => part.Field == field.Name) || Value(field, $"{values}") is not { } value)
                violations.Require(false, name, "is no parameter of this, or has a value of the wrong type.");
            else
                field.Accessor.SetValue(message, value);
        }
        violations.ThrowIfAny();
        return message;
    }

    private static object? Value(FieldDescriptor field, string text) => field switch
    {
        { IsRepeated: true } => null,
        { FieldType: FieldType.String } => text,
        { FieldType: FieldType.Int32 } => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        { FieldType: FieldType.Bool } => bool.TryParse(text, out var flag) ? flag : null,
        { FieldType: FieldType.Enum } => field.EnumType.FindValueByName(text) is { } value
            ? Enum.ToObject(field.EnumType.ClrType, value.Number)
            : null,
        _ => null,
    };
}
