using System.Text;
using Google.Protobuf;
using ProjetK.Applications.V1;
using ProjetK.Documents.V1;
using ProjetK.Identity.V1;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>The files of a dossier, as they are kept: receipts and documents; and what is known of the person.</summary>
internal static class Files
{
    private const int MostCorrections = 20, Part = 256 * 1024;

    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/commune/dossiers/{id}/recepisse/{letter}.pdf", GiveReceipt).RequireAuthorization();
        app.MapGet("/compte/mes-donnees.json", async (IdentityService.IdentityServiceClient identity) => Results.File(
            Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(await identity.ExportPersonAsync(new() { Name = "people/me" }))),
            "application/json", "mes-donnees.json")).RequireAuthorization();
        app.MapGet("/commune/dossiers/{id}/documents/{document}/fichier", GiveDocument).RequireAuthorization();
    }

    /// <summary>The receipt of a letter, as it was last corrected.</summary>
    public static async Task<Receipt?> LatestReceipt(ApplicationService.ApplicationServiceClient service, string id, string letter)
    {
        Receipt? latest = null;
        for (var version = 1; version <= MostCorrections; version++)
        {
            var next = await service.GetReceiptAsync(new()
            {
                Name = $"applications/{id}/receipts/{Deposit.ReceiptOf(letter)}",
                Version = version,
            }).OrNothing();
            if (next is null)
                break;
            latest = next;
        }
        return latest;
    }

    private static async Task<IResult> GiveReceipt(string id, string letter, ApplicationService.ApplicationServiceClient service) =>
        await LatestReceipt(service, id, letter) is { } receipt
            ? Results.File(receipt.Pdf.ToByteArray(), "application/pdf", $"accuse-de-reception-{receipt.Reference}.pdf")
            : Results.NotFound();

    /// <summary>Sends a file on part by part; the first says what it is.</summary>
    public static async Task<Document> Send(
        AsyncClientStreamingCall<UploadDocumentRequest, Document> call, UploadDocumentRequest first, IFormFile file)
    {
        using (call)
        {
            await using var content = file.OpenReadStream();
            first.DisplayName = file.FileName;
            var buffer = new byte[Part];
            try
            {
                await call.RequestStream.WriteAsync(first);
                while (await content.ReadAtLeastAsync(buffer, Part, throwOnEndOfStream: false) is > 0 and var read)
                    await call.RequestStream.WriteAsync(new() { Data = ByteString.CopyFrom(buffer, 0, read) });
                await call.RequestStream.CompleteAsync();
            }
            catch (Exception failure) when (failure is RpcException or InvalidOperationException or IOException)
            {
                // The service has said no before it read everything; its answer tells why.
            }
            return await call;
        }
    }

    /// <summary>Hands a document on as it comes.</summary>
    public static async Task Give(HttpContext context, AsyncServerStreamingCall<DownloadDocumentResponse> call)
    {
        using (call)
            try
            {
                await foreach (var part in call.ResponseStream.ReadAllAsync(context.RequestAborted))
                {
                    if (part.Document is { } about)
                    {
                        context.Response.ContentType = about.MediaType;
                        context.Response.Headers.ContentDisposition =
                            $"attachment; filename*=UTF-8''{Uri.EscapeDataString(about.DisplayName)}";
                    }
                    await context.Response.Body.WriteAsync(part.Data.Memory, context.RequestAborted);
                }
            }
            catch (RpcException refusal) when (!context.Response.HasStarted && refusal.StatusCode
                is StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.FailedPrecondition)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
    }

    private static Task GiveDocument(
        string id, string document, HttpContext context, ApplicationService.ApplicationServiceClient service) =>
        Give(context, service.DownloadDocument(
            new DownloadDocumentRequest { Name = $"applications/{id}/documents/{document}" },
            cancellationToken: context.RequestAborted));
}
