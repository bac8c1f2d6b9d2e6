namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> GetApplication(
        V1.GetApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        var caller = context.GetCaller();
        var application = await ApplicationTable.Get(database, id, caller, context.CancellationToken);
        var elsewhere = await Elsewhere(application, context);
        return application.ToProto(caller, database.Now, request.View != V1.ApplicationView.Basic, elsewhere);
    }
}
