namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Message> GetMessage(V1.GetMessageRequest request, ServerCallContext context)
    {
        var (of, id) = ResourceName.ParseGuids(Message.Pattern, request.Name);
        var (application, isStaff) = await Reader(of, context);
        var message = await ExchangeTable.FindMessage(database, application, id, context.CancellationToken);
        return message is not null && (isStaff || message.Visibility == MessageVisibility.Everyone)
            ? message.ToProto(isStaff)
            : throw CommonErrors.NotFound(request.Name);
    }
}
