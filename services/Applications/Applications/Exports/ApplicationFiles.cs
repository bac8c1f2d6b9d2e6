namespace ProjetK.Applications;

/// <summary>What of applications is a file over HTTP.</summary>
internal static class ApplicationFiles
{
    public static void MapFiles(this WebApplication app)
    {
        var exports = app.Services.GetRequiredService<Exports>();
        Map(app, nameof(ApplicationService.GetReceipt), app.Services.GetRequiredService<Receipts>().Answer);
        Map(app, nameof(ApplicationService.GetLetter), app.Services.GetRequiredService<IssuedLetters>().Answer);
        Map(app, nameof(ApplicationService.ExportApplications), call => Export(exports, call));
        Map(app, nameof(ApplicationService.DownloadDossier), call => Download(exports, call));
    }

    private static void Map(WebApplication app, string rpc, Func<FileCall, Task> serve) =>
        app.MapFile(V1.ApplicationService.Descriptor.FindMethodByName(rpc), serve);

    private static async Task Export(Exports exports, FileCall call)
    {
        var cancellation = call.Http.RequestAborted;
        var wave = await exports.FindCall(call.Read<V1.ExportApplicationsRequest>(), call.Caller, cancellation);
        call.Begin($"Candidatures {wave.Id}.csv", "text/csv; charset=utf-8");
        await foreach (var lines in exports.Table(wave, call.Caller, cancellation))
            await call.Http.Response.Body.WriteAsync(lines, cancellation);
    }

    private static async Task Download(Exports exports, FileCall call)
    {
        var cancellation = call.Http.RequestAborted;
        var application = await exports.FindApplication(
            call.Read<V1.DownloadDossierRequest>(), call.Caller, cancellation);
        call.Begin($"Dossier {application.Reference ?? "brouillon"}.zip", "application/zip");
        await using var output = new PartStream((part, stop) =>
            call.Http.Response.Body.WriteAsync(part, stop).AsTask());
        await exports.WriteDossier(application, call.Caller, output, cancellation);
        await output.Send(cancellation);
    }
}
