namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.MarkNotificationsReadResponse> MarkNotificationsRead(
        V1.MarkNotificationsReadRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Require(request.Names.Count > 0, "names", "is required: at least one notification.");
        Guid[] ids =
        [
            .. request.Names.Select((name, index) =>
                violations.Guid(NotificationWire.Pattern, name, $"names[{index}]")).Distinct().Order(),
        ];
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            var marked = await NotificationTable.MarkRead(transaction, ids);
            foreach (var id in ids)
                if (!marked.Contains(id))
                    throw CommonErrors.NotFound($"notifications/{id}");
            foreach (var id in ids)
                transaction.Record($"notifications/{id}", null, null, "read_time");
            return new V1.MarkNotificationsReadResponse();
        });
    }
}
