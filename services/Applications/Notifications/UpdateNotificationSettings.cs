namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.NotificationSettings> UpdateNotificationSettings(
        V1.UpdateNotificationSettingsRequest request, ServerCallContext context)
    {
        var changes = request.NotificationSettings
            ?? throw CommonErrors.InvalidField("notification_settings", "is required.");
        return mutations.Run(request, context, async transaction =>
        {
            var person = transaction.Caller.Subject;
            var (rhythm, version) = await NotificationTable.LockSettings(transaction, person);
            Etag.Check(changes.Etag, version, "notification_settings.etag");
            var merged = FieldMasks.Merge(
                request.UpdateMask, changes, NotificationWire.ToProto(rhythm, version), "rhythm");
            var violations = new Violations();
            violations.Require(
                merged.Rhythm != V1.NotificationSettings.Types.Rhythm.Unspecified
                    && System.Enum.IsDefined(merged.Rhythm),
                "notification_settings.rhythm", "must be AT_ONCE, DAILY, WEEKLY or OFF.");
            violations.ThrowIfAny();
            NotificationTable.Save(transaction, person, (Rhythm)(int)merged.Rhythm, version + 1);
            transaction.Record(NotificationWire.SettingsName, null, null, "rhythm");
            return NotificationWire.ToProto((Rhythm)(int)merged.Rhythm, version + 1);
        });
    }
}
