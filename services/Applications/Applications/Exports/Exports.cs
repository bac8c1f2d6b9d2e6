using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace ProjetK.Applications;

/// <summary>Gives out what managers and readers take home: tables and whole dossiers. Both are written as they are read,
/// so that no size matters.</summary>
internal sealed class Exports(Database database, DocumentStore documents, Receipts receipts, IssuedLetters letters)
{
    private const int RowsAtOnce = 200;

    /// <summary>A call that this caller may export; refuses when there is none.</summary>
    public Task<Call> FindCall(
        V1.ExportApplicationsRequest request, Caller caller, CancellationToken cancellation) => CallTable.Get(
        database, ResourceName.ParseOne(ApplicationWire.CallPattern, request.Parent, "parent"), caller, cancellation);

    /// <summary>The applications to a call as CSV, some lines at a time; what was never submitted is left out.</summary>
    public async IAsyncEnumerable<byte[]> Table(
        Call call, Caller caller, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ApplicationRow.Header)];
        var filter = First(call, caller);
        while (true)
        {
            var rows = await ApplicationTable.List(database, filter, cancellation);
            var communes = await CommuneTable.Find(
                database, rows.SelectMany(row => row.Applicant.Communes).Distinct(), call.Vintage, cancellation);
            yield return Encoding.UTF8.GetBytes(string.Concat(rows
                .Where(row => row.Reference is not null)
                .Select(row => ApplicationRow.Of(row.SeenBy(caller), communes))));
            if (rows.Count < RowsAtOnce)
                yield break;
            filter = filter with { AfterKey = filter.Order.KeyOf(rows[^1]), AfterId = rows[^1].Id };
        }
    }

    /// <summary>An application that this caller may read; refuses when there is none.</summary>
    public Task<Application> FindApplication(
        V1.DownloadDossierRequest request, Caller caller, CancellationToken cancellation) =>
        ApplicationTable.Get(database, ApplicationWire.ParseName(request.Name), caller, cancellation);

    /// <summary>Writes everything about an application into one archive.</summary>
    public async Task WriteDossier(
        Application application, Caller caller, Stream output, CancellationToken cancellation)
    {
        var seen = application.SeenBy(caller);
        var communes = await CommuneTable.Find(
            database, seen.Applicant.Communes, seen.Call.Vintage, cancellation);
        var files = await documents.Of(ApplicationWire.Name(seen.Id), cancellation);
        await using var archive = await ZipArchive.CreateAsync(
            output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        await Add(archive, "dossier.pdf", PdfWriter.Write(
            DossierSheet.Of(seen, communes, [.. files.Select(file => file.DisplayName)])), cancellation);
        foreach (var receipt in await receipts.List(application, cancellation))
            await Add(archive, $"recepisses/{receipt.FileName}", receipt.Pdf, cancellation);
        if (Ownership.ReadsLetters(caller))
            foreach (var letter in await letters.List(seen.Id, caller, cancellation))
                await Add(archive, $"courriers/{letter.FileName}",
                    await IssuedLetterTable.Pdf(database, letter.Id, cancellation), cancellation);
        for (var number = 0; number < files.Count; number++)
            if (files[number].MayLeave)
                await Add(archive, $"documents/{number + 1:00} {files[number].FileName}", files[number], cancellation);
    }

    private static async Task Add(ZipArchive archive, string name, byte[] content, CancellationToken cancellation)
    {
        await using var entry = await archive.CreateEntry(name).OpenAsync(cancellation);
        await entry.WriteAsync(content, cancellation);
    }

    private async Task Add(
        ZipArchive archive, string name, Document document, CancellationToken cancellation)
    {
        await using var entry = await archive.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancellation);
        await foreach (var chunk in documents.Read(document, cancellation))
            await entry.WriteAsync(chunk, cancellation);
    }

    private static ApplicationFilter First(Call call, Caller caller) => new(
        call.Id, null, null, null, ApplicationOrder.Parse("create_time", Ownership.SeesChoices(caller)), null, null,
        RowsAtOnce, Sight.Of(caller), Ownership.SeesChoices(caller), true);
}
