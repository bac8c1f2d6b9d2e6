using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using V1 = ProjetK.Documents.V1;

namespace ProjetK.Foundation;

public sealed partial class DocumentStore
{
    /// <summary>As much as is still read of what is refused, so that its sender reads why.</summary>
    private const long MostToReadOn = 64 * 1024 * 1024;

    /// <summary>A document as it comes over HTTP: the body itself, or a file in a form.</summary>
    internal async Task Upload(FileCall call)
    {
        var http = call.Http;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        try
        {
            var header = call.Read<V1.UploadDocumentRequest>();
            var sent = await SentFile.Open(http.Request, http.RequestAborted);
            if (header.DisplayName.Length == 0)
                header.DisplayName = FileNames.Clean(sent.Name);
            RequestChecks.Check(header);
            await call.Answer(await Receive(header, sent.Read(http.RequestAborted), call.Asked));
        }
        catch (Exception refusal) when (refusal is DomainException or SavedRefusal)
        {
            await ReadOn(http);
            throw;
        }
    }

    /// <summary>The bytes of a document over HTTP; broken, the connection breaks, too.</summary>
    internal async Task Download(FileCall call)
    {
        var cancellation = call.Asked.Cancellation;
        var request = call.Read<V1.DownloadDocumentRequest>();
        var document = await Open(request.Name, call.Asked.Caller, cancellation);
        call.Begin(document.FileName, document.MediaType, document.SizeBytes);
        await foreach (var chunk in Read(document, cancellation))
            await call.Http.Response.Body.WriteAsync(chunk, cancellation);
    }

    private static async Task ReadOn(HttpContext http)
    {
        var buffer = new byte[16 * 1024];
        var read = 0L;
        try
        {
            while (read < MostToReadOn && await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is > 0 and var count)
                read += count;
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // Whoever broke off does not wait for an answer either.
        }
    }
}
