namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.JournalEntry> CreateJournalEntry(
        V1.CreateJournalEntryRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var territory = violations.Guid(Territory.Pattern, request.Parent, "parent");
        var day = violations.Day(request.Entry.Date, "entry.date");
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            await TerritoryTable.LockTheirs(transaction, territory);
            var entry = new JournalEntry(
                Guid.CreateVersion7(), territory, (JournalVisibility)request.Entry.Visibility,
                request.Entry.Text.Trim(), day ?? DateOnly.FromDateTime(transaction.Now.UtcDateTime),
                Ownership.PersonOf(transaction.Caller), transaction.Now);
            JournalTable.Insert(transaction, entry);
            return entry.ToProto();
        });
    }
}
