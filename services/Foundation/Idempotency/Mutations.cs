using Google.Protobuf;

namespace ProjetK.Foundation;

/// <summary>Carries out RPCs that change state: in one transaction, and once per request_id.</summary>
public sealed class Mutations
{
    private readonly Database database;

    internal Mutations(Database database) => this.database = database;

    /// <summary>Does the work in a transaction. A request with a request_id that was seen before gets the saved answer
    /// or refusal instead: for some time, or for ever with <paramref name="keep"/>, as money movements need
    /// it. What writes must record it in a history.</summary>
    public async Task<TResponse> Run<TRequest, TResponse>(
        TRequest request, ServerCallContext context, Func<Transaction, Task<TResponse>> work, bool keep = false)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        CrashPoints.Pass(CrashPoint.BeforeTransaction);
        var response = await Answer(request, context, work, keep);
        CrashPoints.Pass(CrashPoint.AfterCommit);
        return response;
    }

    private async Task<TResponse> Answer<TRequest, TResponse>(
        TRequest request, ServerCallContext context, Func<Transaction, Task<TResponse>> work, bool keep)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        var caller = context.GetCaller();
        if (SavedAnswer.Key(request, caller, context.Method) is not { } key)
            return await database.Run(caller, async transaction =>
            {
                var response = await work(transaction);
                transaction.RequireRecord();
                return response;
            }, context.CancellationToken, Action(context));
        try
        {
            return await database.Run(caller, key.Claim(keep), async transaction =>
            {
                var response = await work(transaction);
                transaction.RequireRecord();
                key.Save(transaction, response);
                return response;
            }, context.CancellationToken, Action(context));
        }
        catch (SavedAnswer saved)
        {
            return saved.Repeat<TResponse>();
        }
        catch (DomainException refusal) when (SavedAnswer.IsFinal(refusal.Code))
        {
            if (await key.SaveRefusal(database, caller, refusal.ToStatus(), keep) is { } earlier)
                return earlier.Repeat<TResponse>();
            throw;
        }
    }

    /// <summary>The name of the RPC: what stands behind the last slash.</summary>
    private static string Action(ServerCallContext context) =>
        context.Method[(context.Method.LastIndexOf('/') + 1)..];
}
