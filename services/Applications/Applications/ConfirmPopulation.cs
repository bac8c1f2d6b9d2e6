
namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> ConfirmPopulation(
        V1.ConfirmPopulationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        if (request.Population < 1)
            throw CommonErrors.InvalidField("population", "must be at least 1.");
        var reason = Reason(request.Reason);
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var call = await GetCall(transaction, application.Call);
            var communes = await CommuneTable.Find(transaction, application.Applicant.Communes, call.Vintage);
            var most = communes.Aggregate((int?)0, (sum, commune) => sum + commune.Inhabitants(call.Basis));
            var confirmed = application.ConfirmPopulation(request.Population, most, reason, call, transaction.Now);
            ApplicationTable.Save(transaction, application, confirmed);
            return confirmed.ToProto(transaction.Caller);
        });
    }

    /// <summary>A reason that somebody gave; REASON_REQUIRED without one.</summary>
    private static string Reason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw Errors.ReasonRequired();
        return OptionalReason(reason, "reason");
    }

    /// <summary>A reason that may be left out.</summary>
    private static string OptionalReason(string reason, string field)
    {
        var violations = new Violations();
        violations.Require(reason.Length <= 2_000, field, "must have at most 2000 characters.");
        violations.RequireText(reason, field);
        violations.ThrowIfAny();
        return reason.Trim();
    }
}
