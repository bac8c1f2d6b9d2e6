namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListNotificationsResponse> ListNotifications(
        V1.ListNotificationsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var application = violations.OptionalGuid(ApplicationWire.Pattern, request.Application, "application");
        violations.ThrowIfAny();
        var told = await NotificationTable.List(
            database, context.GetCaller(), request.Unread, application, page, context.CancellationToken);
        var next = page.Cut(told, one => (one.CreateTime, one.Id));
        return new() { Notifications = { told.Select(NotificationWire.ToProto) }, NextPageToken = next };
    }
}
