namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> SelectApplication(
        V1.SelectApplicationRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var publicReason = OptionalReason(request.PublicReason, "public_reason");
        return Change(request, request.Name, request.Etag, context, (application, transaction) => InOrder(
            application, Transition.SelectApplication, reason, publicReason, transaction,
            () => Choose(application, reason, publicReason, transaction)), lockCall: true);
    }

    private static async Task<Application> Choose(
        Application application, string reason, string publicReason, Transaction transaction)
    {
        var proposal = new Proposal(Guid.CreateVersion7(), reason, publicReason);
        var rivals = await ApplicationTable.Rivals(transaction, application);
        var pending = application.Select(proposal, rivals.Places, transaction.Now);
        return rivals.IsChosen ? throw Errors.CommuneAlreadySupported() : pending;
    }
}
