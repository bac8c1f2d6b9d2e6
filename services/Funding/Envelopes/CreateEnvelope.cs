
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Envelope> CreateEnvelope(V1.CreateEnvelopeRequest request, ServerCallContext context)
    {
        var vote = VoteFields.ReadVote(request, standardRates);
        return mutations.Run(request, context, async transaction =>
        {
            var published = await CallTable.Claim(transaction, vote);
            var envelope = Envelope.Open(vote, published, Guid.CreateVersion7(), transaction.Now);
            EnvelopeTable.Insert(transaction, envelope);
            return envelope.ToProto();
        }, keep: true);
    }
}
