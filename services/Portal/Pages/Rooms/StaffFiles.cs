using ProjetK.Applications.V1;
using ProjetK.Funding.V1;
using Format = ProjetK.Funding.V1.ExportLedgerRequest.Types.Format;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>The files that staff take with them.</summary>
internal static class StaffFiles
{
    public static void MapStaffFiles(this WebApplication app)
    {
        app.MapGet("/syndicat/dossiers/{id}/lettres/{letter}.pdf", GiveLetter).RequireAuthorization();
        app.MapGet("/syndicat/dossiers/{id}/dossier.zip", GiveDossier).RequireAuthorization();
        app.MapGet("/syndicat/appels/{id}/export.csv", GiveExport).RequireAuthorization();
        app.MapGet("/finances/subventions/{id}/actes/{document}/fichier", GiveDeed).RequireAuthorization();
        app.MapGet("/finances/exports/grand-livre.csv", GiveEntries).RequireAuthorization();
        app.MapGet("/finances/exports/subventions.csv", GiveGrants).RequireAuthorization();
    }

    private static async Task<IResult> GiveLetter(string id, string letter, ApplicationService.ApplicationServiceClient service) =>
        await service.GetLetterAsync(new() { Name = $"applications/{id}/letters/{letter}" }).OrNothing() is { } found
            ? Results.File(found.Pdf.ToByteArray(), "application/pdf", $"lettre-{found.Reference.Replace('/', '-')}.pdf")
            : Results.NotFound();

    private static Task GiveDossier(string id, HttpContext context, ApplicationService.ApplicationServiceClient service) =>
        Give(context, "application/zip", $"dossier-{id}.zip", service.DownloadDossier(
            new() { Name = $"applications/{id}" }, cancellationToken: context.RequestAborted), part => part.Data);

    private static Task GiveExport(string id, HttpContext context, ApplicationService.ApplicationServiceClient service) =>
        Give(context, "text/csv; charset=utf-8", $"candidatures-{id}.csv", service.ExportApplications(
            new() { Parent = $"calls/{id}" }, cancellationToken: context.RequestAborted), part => part.Data);

    private static Task GiveDeed(
        string id, string document, HttpContext context, FundingService.FundingServiceClient service) =>
        Dossiers.Files.Give(context, service.DownloadDocument(
            new() { Name = $"grants/{id}/documents/{document}" }, cancellationToken: context.RequestAborted));

    private static Task GiveEntries(
        string? enveloppe, string? exercice, HttpContext context, FundingService.FundingServiceClient service) =>
        GiveLedger(Format.Spreadsheet, "grand-livre", enveloppe, exercice, context, service);

    private static Task GiveGrants(
        string? enveloppe, string? exercice, HttpContext context, FundingService.FundingServiceClient service) =>
        GiveLedger(Format.Scdl, "subventions", enveloppe, exercice, context, service);

    private static Task GiveLedger(
        Format format, string title, string? envelope, string? year, HttpContext context,
        FundingService.FundingServiceClient service)
    {
        var request = new ExportLedgerRequest
        {
            Format = format,
            Envelope = envelope is { Length: > 0 } ? $"envelopes/{envelope}" : "",
            Year = int.TryParse(year, out var number) ? number : 0,
        };
        var name = string.Join('-', new[] { title, request.Envelope.Id(), request.Year > 0 ? $"{request.Year}" : "" }
            .Where(part => part.Length > 0 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-')));
        return Give(context, "text/csv; charset=utf-8", $"{name}.csv",
            service.ExportLedger(request, cancellationToken: context.RequestAborted), part => part.Data);
    }

    /// <summary>Hands it on as it comes: the portal keeps nothing. A file that is cut off ends in a broken answer.</summary>
    private static async Task Give<TPart>(
        HttpContext context, string mediaType, string name, AsyncServerStreamingCall<TPart> call,
        Func<TPart, Google.Protobuf.ByteString> data)
    {
        using (call)
            try
            {
                await foreach (var part in call.ResponseStream.ReadAllAsync(context.RequestAborted))
                {
                    if (!context.Response.HasStarted)
                    {
                        context.Response.ContentType = mediaType;
                        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
                    }
                    await context.Response.Body.WriteAsync(data(part).Memory, context.RequestAborted);
                }
            }
            catch (RpcException refusal) when (!context.Response.HasStarted && refusal.StatusCode
                is StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.PermissionDenied)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
    }
}
