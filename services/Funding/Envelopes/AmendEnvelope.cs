using ProjetK.Events;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
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
        var violations = new Violations();
        var id = violations.Id("envelopes/{envelope}", request.Name, "name");
        var cents = violations.Cents(request.Amount, "amount", Envelope.LargestAmountCents);
        var day = violations.Day(request.DeliberationDate, "deliberation_date");
        violations.ThrowIfAny();
        return (id, new(cents, request.Reason.Trim(), request.Deliberation.Trim(), day, default));
    }
}
