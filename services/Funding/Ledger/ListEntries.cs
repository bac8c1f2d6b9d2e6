using System.Globalization;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ListEntriesResponse> ListEntries(
        V1.ListEntriesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var fields = new Fields();
        var envelope = fields.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        var grant = fields.OptionalGuid("grants/{grant}", request.Grant, "grant");
        fields.ThrowIfAny();

        var entries = await LedgerTable.List(database, page, envelope, grant, context.CancellationToken);
        var next = page.Cut(entries, last =>
            [last.Entry.Transfer.Envelope, last.Entry.Sequence.ToString(CultureInfo.InvariantCulture)]);
        return new()
        {
            Entries = { entries.Select(LedgerWire.ToProto) },
            NextPageToken = next,
        };
    }
}
