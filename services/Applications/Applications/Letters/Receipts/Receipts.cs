namespace ProjetK.Applications;

/// <summary>Gives out receipts. Each is written once, when its letter arrives, and its bytes are kept.</summary>
internal sealed class Receipts(Database database)
{
    /// <summary>Queues the next receipt of a letter that has just arrived, or was corrected.</summary>
    public static async Task Write(Transaction transaction, Application application, LetterKind kind)
    {
        var communes = await CommuneTable.Find(
            transaction, application.Applicant.Communes, application.Call.Vintage);
        var syndicate = await SyndicateTable.Read(transaction);
        ReceiptTable.Add(transaction, Make(application, kind, communes, syndicate));
    }

    /// <summary>A receipt that this caller may read; refuses when there is none.</summary>
    public async Task<Receipt> Get(V1.GetReceiptRequest request, Caller caller, CancellationToken cancellation)
    {
        var ids = ResourceName.Parse(Receipt.Pattern, request.Name);
        var application = await ApplicationTable.Get(
            database, ApplicationWire.ParseName($"applications/{ids[0]}"), caller, cancellation);
        var version = Math.Max(1, request.Version);
        if (KindOf(ids[1]) is not { } kind || application.LetterOf(kind).SubmitTime is null)
            throw CommonErrors.NotFound(request.Name);
        if (version == application.LetterOf(kind).Version)
            await WriteMissing(application, kind, cancellation);
        return await ReceiptTable.Find(database, application.Id, kind, version, cancellation)
            ?? throw CommonErrors.NotFound(request.Name);
    }

    /// <summary>All receipts of an application.</summary>
    public async Task<List<Receipt>> List(Application application, CancellationToken cancellation)
    {
        foreach (var kind in Enum.GetValues<LetterKind>())
            if (application.LetterOf(kind).SubmitTime is not null)
                await WriteMissing(application, kind, cancellation);
        return await ReceiptTable.List(database, application.Id, cancellation);
    }

    /// <summary>The receipt over HTTP: its PDF, unless only JSON is accepted.</summary>
    public async Task Answer(FileCall call)
    {
        var receipt = await Get(call.Read<V1.GetReceiptRequest>(), call.Caller, call.Http.RequestAborted);
        await (call.WantsJson
            ? call.Answer(receipt.ToProto())
            : call.Answer(receipt.FileName, "application/pdf", receipt.Pdf));
    }

    /// <summary>Writes the receipt of a letter that has none yet.</summary>
    public async Task WriteMissing(Application application, LetterKind kind, CancellationToken cancellation)
    {
        var version = application.LetterOf(kind).Version;
        // While a correction is written, the letter does not say what was received.
        if (application.Correction is null && await ReceiptTable.Find(database, application.Id, kind, version, cancellation) is null)
            await database.Run(
                Caller.OfService("applications"), transaction => Write(transaction, application, kind), cancellation,
                nameof(Receipts));
    }

    private static Receipt Make(
        Application application, LetterKind kind, IReadOnlyList<Commune> communes, Syndicate syndicate)
    {
        var letter = application.LetterOf(kind);
        return new(application.Id, kind, letter.Version, application.Reference!, letter.SubmitTime!.Value, letter.Sha256!,
            PdfWriter.Write(ReceiptSheet.Of(application, kind, letter.Version, communes, syndicate)));
    }

    private static LetterKind? KindOf(string letter) => letter.ToUpperInvariant() switch
    {
        "INTENT" => LetterKind.Intent,
        "ENGAGEMENT" => LetterKind.Engagement,
        _ => null,
    };
}
