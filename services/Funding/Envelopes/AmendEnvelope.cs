using ProjetK.Events;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    private const int LongestReason = 1000, LongestDeliberation = 100;

    public override Task<V1.Envelope> AmendEnvelope(V1.AmendEnvelopeRequest request, ServerCallContext context)
    {
        var (id, draft) = ReadAmendment(request);
        return mutations.Run(request, context, async transaction =>
        {
            var envelope = await EnvelopeTable.Lock(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, envelope.Version);
            var amended = envelope.Amend(draft with { CreateTime = transaction.Now }, Guid.CreateVersion7());
            EnvelopeTable.Save(transaction, envelope, amended);
            transaction.Announce(new EnvelopeAmended(id, amended.AmountCents, amended.UpdateTime, amended.Version));
            return amended.ToProto();
        }, keep: true);
    }

    private static (string Id, Amendment Draft) ReadAmendment(V1.AmendEnvelopeRequest request)
    {
        var fields = new Fields();
        var id = fields.Id("envelopes/{envelope}", request.Name, "name");
        var cents = fields.Cents(request.Amount, "amount", Envelope.LargestAmountCents);
        var deliberation = fields.Text(request.Deliberation, "deliberation", LongestDeliberation);
        var day = fields.Day(request.DeliberationDate, "deliberation_date");
        if (fields.AreRight && string.IsNullOrWhiteSpace(request.Reason))
            throw Errors.ReasonRequired();
        var reason = fields.Text(request.Reason, "reason", LongestReason);
        fields.ThrowIfAny();
        return (id, new(cents, reason, deliberation, day, default));
    }
}
