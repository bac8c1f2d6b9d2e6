using Google.Protobuf;
using EcosystemClient = ProjetK.Ecosystem.V1.EcosystemService.EcosystemServiceClient;
using FundingClient = ProjetK.Funding.V1.FundingService.FundingServiceClient;

namespace ProjetK.Applications;

/// <summary>Applications to a call; one file per RPC.</summary>
internal sealed partial class ApplicationService(
    Mutations mutations, Database database, EcosystemClient ecosystem, FundingClient funding, GrantEstimates grants,
    CommuneMemory memory, DocumentStore documents, Receipts receipts, IssuedLetters letters, Exports exports)
    : V1.ApplicationService.ApplicationServiceBase
{
    /// <summary>Takes an application from one state to the next: parse, lock, ownership, etag, change, save and
    /// announce, reply. The change itself says whether it is possible.</summary>
    private Task<V1.Application> Change<TRequest>(
        TRequest request, string name, string etag, ServerCallContext context,
        Func<Application, DateTimeOffset, Application> change)
        where TRequest : class, IMessage<TRequest> =>
        Change(request, name, etag, context, (application, transaction) =>
            Task.FromResult(change(application, transaction.Now)));

    /// <summary>The same for a change that has to read more.</summary>
    private Task<V1.Application> Change<TRequest>(
        TRequest request, string name, string etag, ServerCallContext context,
        Func<Application, Transaction, Task<Application>> change, bool lockCall = false)
        where TRequest : class, IMessage<TRequest> =>
        Change(request, name, etag, context, change, (application, transaction) =>
            application.ToProto(transaction.Caller, transaction.Now), lockCall);

    /// <summary>The same for an answer that is more than the application. The call is locked first where applications
    /// of it compete, so that they wait for each other.</summary>
    private Task<TResponse> Change<TRequest, TResponse>(
        TRequest request, string name, string etag, ServerCallContext context,
        Func<Application, Transaction, Task<Application>> change, Func<Application, Transaction, TResponse> reply,
        bool lockCall = false)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        var id = ApplicationWire.ParseName(name);
        return mutations.Run(request, context, async transaction =>
        {
            if (lockCall)
                await ApplicationTable.LockCall(transaction, id);
            var application = await ApplicationTable.Lock(transaction, id);
            application.RequireTheirs(context, transaction.Caller);
            Etag.CheckIfGiven(etag, application.SeenBy(transaction.Caller).Version);
            application = ApplicationTable.SaveLapse(transaction, application);
            var changed = await change(application, transaction);
            ApplicationTable.Save(transaction, application, changed);
            return reply(changed, transaction);
        });
    }

    private static Task<List<Commune>> CommunesOf(Application application, Transaction transaction) =>
        CommuneTable.Find(transaction, application.Applicant.Communes, application.Call.Vintage);

    /// <summary>A reason that somebody gave; REASON_REQUIRED without one.</summary>
    private static string Reason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw Errors.ReasonRequired();
        return OptionalReason(reason, "reason");
    }

    /// <summary>A reason that may be left out.</summary>
    private static string OptionalReason(string reason, string field)
    {
        var violations = new Violations();
        violations.Require(TextRules.Count(reason) <= 2_000, field, "must have at most 2000 characters.");
        violations.RequireText(reason, field);
        violations.ThrowIfAny();
        return reason.Trim();
    }
}
