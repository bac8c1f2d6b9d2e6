using Grpc.Core;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> GetApplication(
        V1.GetApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        return (await ApplicationTable.Get(database, id, context.CancellationToken)).ToProto(context.GetCaller());
    }
}
