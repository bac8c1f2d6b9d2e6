namespace ProjetK.Applications;

/// <summary>Writes receipts of letters of intent whose service died after they arrived.</summary>
internal sealed class WriteReceipts(Database database, Receipts receipts) : IScheduledTask
{
    private static readonly Caller Self = Caller.OfService("applications");

    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await ReceiptTable.FindMissing(database, cancellation),
        async id => await receipts.WriteMissing(
            await ApplicationTable.Get(database, id, Self, cancellation), LetterKind.Intent, cancellation),
        cancellation);
}
