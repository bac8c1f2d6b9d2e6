namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListJournalResponse> ListJournal(
        V1.ListJournalRequest request, ServerCallContext context)
    {
        var (caller, page) = (context.GetCaller(), Page.Of(request));
        var territory = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        await RequireTerritory(territory, request.Parent, Ownership.Of(caller), context.CancellationToken);
        var entries = await JournalTable.List(
            database, territory, Ownership.PersonOf(caller), page, context.CancellationToken);
        var next = page.Cut(entries, entry => (entry.CreateTime, entry.Id));
        return new() { Entries = { entries.Select(entry => entry.ToProto()) }, NextPageToken = next };
    }
}
