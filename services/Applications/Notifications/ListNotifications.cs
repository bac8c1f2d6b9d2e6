namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListNotificationsResponse> ListNotifications(
        V1.ListNotificationsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var told = await NotificationTable.List(
            database, context.GetCaller(), request.Unread, page, context.CancellationToken);
        var next = page.Cut(told, one => (one.CreateTime, one.Id));
        return new() { Notifications = { told.Select(NotificationWire.ToProto) }, NextPageToken = next };
    }
}
