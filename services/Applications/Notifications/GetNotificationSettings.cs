namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.NotificationSettings> GetNotificationSettings(
        V1.GetNotificationSettingsRequest request, ServerCallContext context)
    {
        var (rhythm, version) = await NotificationTable.Settings(
            database, context.GetCaller().Subject, context.CancellationToken);
        return NotificationWire.ToProto(rhythm, version);
    }
}
