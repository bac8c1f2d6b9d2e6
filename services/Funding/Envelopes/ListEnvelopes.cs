
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ListEnvelopesResponse> ListEnvelopes(
        V1.ListEnvelopesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var call = violations.OptionalId("calls/{call}", request.Call, "call");
        violations.ThrowIfAny();

        var envelopes = await EnvelopeTable.List(
            database, page, call, KnowsAll(context.GetCaller()), context.CancellationToken);
        var next = page.Cut(envelopes, last => last.Id);
        return new()
        {
            Envelopes = { envelopes.Select(EnvelopeWire.ToProto) },
            NextPageToken = next,
        };
    }
}
