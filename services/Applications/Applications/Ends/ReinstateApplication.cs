using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> ReinstateApplication(
        V1.ReinstateApplicationRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var until = Instant(request.UntilTime);
        return Change(request, request.Name, request.Etag, context, async (application, transaction) =>
        {
            // What would be refused then is refused now.
            await Revive(application, transaction, () => application.Reinstate(reason, until, transaction.Now));
            return application.Ask(
                Pending(Transition.ReinstateApplication, reason, "", until, transaction), transaction.Now);
        }, lockCall: true);
    }

    /// <summary>Lets what had ended go on: none of its communes may have gone on elsewhere.</summary>
    private static async Task<Application> Revive(
        Application application, Transaction transaction, Func<Application> revive)
    {
        var revived = revive();
        if (await ApplicationTable.IsRenewed(transaction, application.Id))
            throw Errors.RenewedMeanwhile(application.State);
        if (!revived.State.IsLive())
            return revived;
        var taken = await ParticipationTable.Taken(
            transaction, application.Call.Id, application.Applicant.Communes, application.Id);
        if (taken.Count > 0)
            throw taken.Any(one => one.Supported) ? Errors.CommuneAlreadySupported() : Errors.CommuneAlreadyApplying();
        return revived;
    }

    private static DateTimeOffset? Instant(Timestamp? time) => time is null
        ? null
        : DateTimeOffset.FromUnixTimeSeconds(time.Seconds).AddMicroseconds(time.Nanos / 1000);
}
