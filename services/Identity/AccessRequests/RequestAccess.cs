namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    /// <summary>No account is looked up: whoever asks does not learn who has one.</summary>
    public override async Task<V1.AccessRequest> RequestAccess(
        V1.RequestAccessRequest request, ServerCallContext context)
    {
        var asked = AccessRequestWire.Read(request.AccessRequest, database.Now);
        await communes.Require([request.AccessRequest.Commune], "access_request.commune", context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
        {
            await AccessRequestTable.Replace(transaction, asked);
            return asked.ToProto();
        });
    }
}
