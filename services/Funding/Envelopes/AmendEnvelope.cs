using ProjetK.Events;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Envelope> AmendEnvelope(V1.AmendEnvelopeRequest request, ServerCallContext context)
    {
        var (id, cents, draft, terms) = ReadAmendment(request);
        return mutations.Run(request, context, async transaction =>
        {
            var published = await CallTable.ClaimFurther(transaction, id, terms.Calls);
            var envelope = await EnvelopeTable.Lock(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, envelope.Version);
            var amendment = draft with
            {
                AmountCents = cents ?? envelope.AmountCents,
                CreateTime = transaction.Now,
            };
            var amended = envelope.With(terms).Amend(amendment, Guid.CreateVersion7());
            if (published)
                amended = amended.Freeze(transaction.Now);
            EnvelopeTable.Save(transaction, envelope, amended);
            transaction.Announce(new EnvelopeAmended(id, amended.AmountCents, amended.UpdateTime, amended.Version));
            return amended.ToProto();
        }, keep: true);
    }

    private static (string Id, long? Cents, Amendment Draft, NewTerms Terms) ReadAmendment(
        V1.AmendEnvelopeRequest request)
    {
        var violations = new Violations();
        var id = violations.Id("envelopes/{envelope}", request.Name, "name");
        long? cents = request.Amount is null
            ? null
            : violations.Cents(request.Amount, "amount", Envelope.LargestAmountCents);
        var day = violations.Day(request.DeliberationDate, "deliberation_date");
        var terms = violations.Terms(request);
        violations.Require(
            cents is not null || !terms.IsEmpty, "amount", "must be given when nothing else changes.");
        violations.ThrowIfAny();
        return (id, cents, new(0, request.Reason.Trim(), request.Deliberation.Trim(), day, default), terms);
    }
}
