using Google.Protobuf;

namespace ProjetK.Foundation;

/// <summary>Carries out RPCs that change state: in one transaction, and once per request_id.</summary>
public sealed class Mutations
{
    private readonly Database database;
    private readonly StaleEtag stale;

    internal Mutations(Database database, StaleEtag stale) => (this.database, this.stale) = (database, stale);

    /// <summary>Does the work in a transaction. A request with a request_id that was seen before gets the saved answer
    /// or refusal instead: for some time, or for ever with <paramref name="keep"/>, as money movements need
    /// it. What writes must record it in a history.</summary>
    public Task<TResponse> Run<TRequest, TResponse>(
        TRequest request, ServerCallContext context, Func<Transaction, Task<TResponse>> work, bool keep = false)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new() =>
        Run(request, Asked.By(context), work, keep);

    /// <summary>The same for a request that came in another way.</summary>
    internal async Task<TResponse> Run<TRequest, TResponse>(
        TRequest request, Asked asked, Func<Transaction, Task<TResponse>> work, bool keep = false)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        CrashPoints.Pass(CrashPoint.BeforeTransaction);
        try
        {
            var response = await Answer(request, asked, work, keep);
            CrashPoints.Pass(CrashPoint.AfterCommit);
            return response;
        }
        catch (DomainException refusal) when (StaleEtag.Is(refusal))
        {
            throw await stale.Explain(refusal, ResourceOf<TRequest>.Name(request), asked.Caller, asked.Cancellation);
        }
    }

    private async Task<TResponse> Answer<TRequest, TResponse>(
        TRequest request, Asked asked, Func<Transaction, Task<TResponse>> work, bool keep)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        var caller = asked.Caller;
        if (SavedAnswer.Key(request, caller, asked.Rpc) is not { } key)
            return await database.Run(caller, async transaction =>
            {
                var response = await work(transaction);
                transaction.RequireRecord();
                return response;
            }, asked.Cancellation, asked.Action);
        try
        {
            return await database.Run(caller, key.Claim(keep), async transaction =>
            {
                var response = await work(transaction);
                transaction.RequireRecord();
                key.Save(transaction, response);
                return response;
            }, asked.Cancellation, asked.Action);
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
}
