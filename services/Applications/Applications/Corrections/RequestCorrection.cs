namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> RequestCorrection(
        V1.RequestCorrectionRequest request, ServerCallContext context)
    {
        if (request.Fields.Count == 0)
            throw CommonErrors.InvalidField("fields", "must name at least one field.");
        var (due, reason) = (Instant(request.DueTime)!.Value, OptionalReason(request.Reason, "reason"));
        return Change(request, request.Name, request.Etag, context, (application, now) =>
            application.RequestCorrection([.. request.Fields], due, reason, now));
    }
}
