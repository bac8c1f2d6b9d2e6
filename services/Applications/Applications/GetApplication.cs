
namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> GetApplication(
        V1.GetApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        var caller = context.GetCaller();
        return (await ApplicationTable.Get(database, id, caller, context.CancellationToken)).ToProto(caller);
    }
}
