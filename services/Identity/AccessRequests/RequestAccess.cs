
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    /// <summary>Nothing is looked up: whoever asks does not learn who has an account.</summary>
    public override Task<V1.AccessRequest> RequestAccess(V1.RequestAccessRequest request, ServerCallContext context) =>
        mutations.Run(request, context, transaction =>
        {
            var asked = AccessRequestWire.Read(request.AccessRequest, transaction.Now);
            AccessRequestTable.Replace(transaction, asked);
            return Task.FromResult(asked.ToProto());
        });
}
