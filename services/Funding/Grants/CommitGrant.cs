using ProjetK.Events;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Grant> CommitGrant(V1.CommitGrantRequest request, ServerCallContext context)
    {
        var (id, agreement, siret) = ReadAgreement(request);
        return mutations.Run(request, context, async transaction =>
        {
            var grant = await GrantTable.Lock(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, grant.Version);
            var committed = grant.Commit(agreement, siret, transaction.Now);
            var envelope = await LockEnvelope(transaction, grant);
            GrantTable.Save(transaction, grant, committed);
            EnvelopeTable.Save(
                transaction, envelope, envelope.Commit(committed, Guid.CreateVersion7(), transaction.Now));
            transaction.Announce(new GrantCommitted(
                id, grant.Application, grant.Territory, grant.Envelope, grant.Amounts.TotalCents, agreement.Number,
                agreement.SignTime, transaction.Now, committed.Version));
            return committed.ToProto(transaction.Now);
        }, keep: true);
    }

    private (Guid Id, Agreement Agreement, string Siret) ReadAgreement(V1.CommitGrantRequest request)
    {
        var violations = new Violations();
        var id = violations.Guid("grants/{grant}", request.Name);
        var time = request.SignTime.ToDateTimeOffset();
        violations.Require(time <= database.Now, "sign_time", "must not be in the future.");
        var siret = violations.Siret(request.Siret, "siret");
        violations.ThrowIfAny();
        return (id, new(request.Number.Trim(), time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond))), siret);
    }
}
