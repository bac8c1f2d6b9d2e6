namespace ProjetK.Foundation;

/// <summary>Lets the virus scanner look at the documents that wait for it. What it cannot be asked about waits
/// on.</summary>
internal sealed class ScanDocuments(Database database, DocumentStore documents, VirusScanner scanner) : IScheduledTask
{
    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await DocumentTable.Pending(database, cancellation), document => Scan(document, cancellation), cancellation);

    private async Task Scan(Document document, CancellationToken cancellation)
    {
        var state = await scanner.IsClean(documents.Read(document, cancellation), cancellation)
            ? ScanState.Clean
            : ScanState.Infected;
        await database.Run(Caller.OfService("documents"), transaction =>
        {
            DocumentTable.Mark(transaction, document.Id, state);
            return Task.CompletedTask;
        }, cancellation, nameof(ScanDocuments));
    }
}
