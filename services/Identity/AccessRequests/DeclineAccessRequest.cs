
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    private const int LongestReason = 1000;

    public override Task<V1.AccessRequest> DeclineAccessRequest(
        V1.DeclineAccessRequestRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Take(() => ResourceName.ParseGuid(AccessRequest.Pattern, request.Name));
        var reason = violations.Text(request.Reason, "reason", LongestReason, required: false, lines: true);
        violations.ThrowIfAny();
        if (reason.Length == 0)
            throw Errors.ReasonRequired();
        return mutations.Run(request, context, async transaction =>
        {
            var asked = await AccessRequestTable.Lock(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, asked.Version);
            var declined = asked.Decline(reason, transaction.Caller.Subject, transaction.Now);
            AccessRequestTable.SaveAnswer(transaction, declined);
            letters.Decline(transaction, declined);
            return declined.ToProto();
        });
    }
}
