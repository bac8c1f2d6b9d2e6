namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ListEntriesResponse> ListEntries(
        V1.ListEntriesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var envelope = violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        var grant = violations.OptionalGuid("grants/{grant}", request.Grant, "grant");
        violations.ThrowIfAny();

        var entries = await LedgerTable.List(
            database, page, envelope, grant, KnowsAll(context.GetCaller()), context.CancellationToken);
        var next = page.Cut(entries, last => (last.Entry.Transfer.Envelope, last.Entry.Sequence));
        return new()
        {
            Entries = { entries.Select(LedgerWire.ToProto) },
            NextPageToken = next,
        };
    }
}
