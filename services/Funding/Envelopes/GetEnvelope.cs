
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.Envelope> GetEnvelope(V1.GetEnvelopeRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne("envelopes/{envelope}", request.Name);
        var envelope = await EnvelopeTable.Find(
            database, id, KnowsAll(context.GetCaller()), context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return envelope.ToProto();
    }
}
