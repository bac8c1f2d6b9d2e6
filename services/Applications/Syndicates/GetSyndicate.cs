namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override async Task<V1.Syndicate> GetSyndicate(V1.GetSyndicateRequest request, ServerCallContext context)
    {
        ResourceName.Parse(Syndicate.Name, request.Name);
        return (await SyndicateTable.Get(database, context.CancellationToken)).ToProto();
    }
}
