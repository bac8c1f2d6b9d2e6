
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.Envelope> GetEnvelope(V1.GetEnvelopeRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne("envelopes/{envelope}", request.Name);
        var envelope = await EnvelopeTable.Find(database, id, context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return (await SeenBy(context.GetCaller(), [envelope], context.CancellationToken)).Single().ToProto();
    }
}
