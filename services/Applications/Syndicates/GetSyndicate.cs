namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override async Task<V1.Syndicate> GetSyndicate(V1.GetSyndicateRequest request, ServerCallContext context)
    {
        RequireSyndicate(request.Name, "name");
        return (await SyndicateTable.Get(database, context.CancellationToken)).ToProto();
    }

    private static void RequireSyndicate(string name, string field)
    {
        if (name != Syndicate.Name)
            throw CommonErrors.InvalidField(field, $"must be {Syndicate.Name}.");
    }
}
