using ProjetK.Applications.V1;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>The files that staff take with them.</summary>
internal static class StaffFiles
{
    public static void MapStaffFiles(this WebApplication app)
    {
        app.MapGet("/syndicat/dossiers/{id}/lettres/{letter}.pdf", GiveLetter).RequireAuthorization();
        app.MapGet("/syndicat/dossiers/{id}/dossier.zip", GiveDossier).RequireAuthorization();
        app.MapGet("/syndicat/appels/{id}/export.csv", GiveExport).RequireAuthorization();
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
