using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ProjetK.Foundation;

/// <summary>A file in the body of a request over HTTP.</summary>
internal sealed record SentFile(string Name, Stream Content)
{
    private const int LongestBoundary = 100, MostFields = 20, LongestField = 10_000;

    /// <summary>The body itself, or the first file of a form.</summary>
    public static async Task<SentFile> Open(HttpRequest request, CancellationToken cancellation)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            throw CommonErrors.InvalidField("body", "must not be compressed: send it without Content-Encoding.");
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await OpenForm(request, type, cancellation);
        return new(
            ContentDispositionHeaderValue.TryParse($"{request.Headers.ContentDisposition}", out var disposition)
                ? NameIn(disposition)
                : "",
            request.Body);
    }

    /// <summary>Its bytes as they come.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await ReadSome(buffer, cancellation) is > 0 and var count)
            yield return buffer.AsMemory(0, count);
    }

    private async Task<int> ReadSome(byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await Content.ReadAsync(buffer, cancellation);
        }
        catch (Exception failure) when (IsMalformed(failure, cancellation))
        {
            throw Malformed();
        }
    }

    private static async Task<SentFile> OpenForm(
        HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellation)
    {
        var boundary = $"{HeaderUtilities.RemoveQuotes(type.Boundary)}";
        if (boundary.Length is 0 or > LongestBoundary)
            throw Malformed();
        var form = new MultipartReader(boundary, request.Body);
        try
        {
            for (var field = 0; field < MostFields; field++)
            {
                if (await form.ReadNextSectionAsync(cancellation) is not { } section)
                    break;
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                    && disposition.IsFileDisposition())
                    return new(NameIn(disposition), section.Body);
                await Skip(section.Body, cancellation);
            }
        }
        catch (Exception failure) when (IsMalformed(failure, cancellation))
        {
            throw Malformed();
        }
        throw CommonErrors.InvalidField("body", "must hold a file: a part with a filename.");
    }

    /// <summary>A field that is no file; nothing of it counts.</summary>
    private static async Task Skip(Stream field, CancellationToken cancellation)
    {
        var buffer = new byte[1024];
        var read = 0;
        while (await field.ReadAsync(buffer, cancellation) is > 0 and var count)
            if ((read += count) > LongestField)
                throw Malformed();
    }

    private static string NameIn(ContentDispositionHeaderValue disposition) =>
        disposition.FileNameStar is { HasValue: true, Length: > 0 } name
            ? $"{name}"
            : $"{HeaderUtilities.RemoveQuotes(disposition.FileName)}";

    private static bool IsMalformed(Exception failure, CancellationToken cancellation) =>
        failure is IOException or InvalidDataException && failure is not BadHttpRequestException
        && !cancellation.IsCancellationRequested;

    private static DomainException Malformed() =>
        CommonErrors.InvalidField("body", "is not a whole form with a file in it.");
}
