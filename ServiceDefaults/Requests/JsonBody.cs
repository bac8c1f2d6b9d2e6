using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ProjetK.ServiceDefaults;

/// <summary>The body of a request over JSON.</summary>
internal static class JsonBody
{
    private const string Json = "application/json";

    private static readonly JsonParser Parser =
        new(new JsonParser.Settings(JsonText.Deepest + 1));

    /// <summary>Reads the body as strictly as proto3 says and puts its canonical form in its place: the transcoder drops
    /// fields that it does not know, and reads numbers in one spelling alone. Gives what is wrong with it.</summary>
    public static async Task<(string Field, string Description)?> Read(
        HttpContext context, MessageDescriptor input, string body)
    {
        Require(context);
        var bytes = await ReadAll(context);
        if (JsonText.Fault(bytes) is { } fault)
            return ("body", fault);
        var text = Encoding.UTF8.GetString(bytes);
        var field = body == "*" ? null : input.FindFieldByName(body);
        try
        {
            var message = Parser.Parse(field is null ? text : $$"""{"{{field.JsonName}}":{{text}}}""", input);
            var canonical = field is null ? message : field.Accessor.GetValue(message) as IMessage;
            Replace(context.Request, canonical is null ? bytes : Encoding.UTF8.GetBytes(Format(canonical)));
            return null;
        }
        catch (Exception failure) when (FieldWords.IsUnreadable(failure))
        {
            return Explain(bytes, input, field) ?? (field?.Name ?? "body", "has a value of the wrong type.");
        }
    }

    private static string Format(IMessage message) => JsonFormatter.Default.Format(message);

    private static (string, string)? Explain(byte[] bytes, MessageDescriptor input, FieldDescriptor? field)
    {
        using var document = JsonDocument.Parse(bytes, new() { MaxDepth = JsonText.Deepest });
        var json = document.RootElement;
        if (field is null)
            return JsonDiagnosis.Find(input, json, "");
        if (field.FieldType != FieldType.Message || field.IsRepeated)
            return FieldWords.Fits(field, json.GetRawText()) ? null : (field.Name, FieldWords.Expectation(field));
        var misplaced = json.ValueKind != JsonValueKind.Object ? null : json.EnumerateObject()
            .Select(property => property.Name)
            .FirstOrDefault(name => FieldWords.Find(field.MessageType, name) is null
                && FieldWords.Find(input, name) is not null);
        return misplaced is null
            ? JsonDiagnosis.Find(field.MessageType, json, field.Name)
            : (misplaced, $"is not part of the body, which is the {field.Name}: send it as a query parameter.");
    }

    /// <summary>Other charsets and encodings are refused with status 415.</summary>
    private static void Require(HttpContext context)
    {
        var request = context.Request;
        var wrong = !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                || !(type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                    || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
                ? $"must be JSON: send Content-Type: {Json}."
            : $"{HeaderUtilities.RemoveQuotes(type.Charset)}".ToUpperInvariant() is not ("" or "UTF-8" or "UTF8")
                ? $"must be JSON in UTF-8: send Content-Type: {Json}."
            : request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity"
                ? "must not be compressed: send it without Content-Encoding."
            : null;
        if (wrong is null)
        {
            request.ContentType = Json;
            return;
        }
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        throw CommonErrors.InvalidField("body", wrong);
    }

    /// <summary>Bounds the body here and not in Kestrel, which would hang up on a client that is still sending and so
    /// never reads why.</summary>
    private static async Task<byte[]> ReadAll(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (context.Request.ContentLength > JsonErrors.LargestBody)
            throw JsonErrors.TooLarge();
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
        {
            if (read.Length + count > JsonErrors.LargestBody)
                throw JsonErrors.TooLarge();
            read.Write(buffer.AsSpan(0, count));
        }
        return read.ToArray();
    }

    private static void Replace(HttpRequest request, byte[] bytes)
    {
        request.Body = new MemoryStream(bytes);
        request.ContentLength = bytes.Length;
    }
}
