namespace ProjetK.Portal;

/// <summary>How pages ask: what a page is about, what it only mentions, and what may not exist.</summary>
internal static class Answers
{
    /// <summary>The answer, or nothing where it does not exist or is not for this person; both look alike.</summary>
    public static async Task<T?> OrNothing<T>(this AsyncUnaryCall<T> call)
        where T : class
    {
        try
        {
            return await call;
        }
        catch (RpcException refusal) when (refusal.StatusCode
            is StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.InvalidArgument)
        {
            return null;
        }
    }

    /// <summary>The answer, or nothing: for a part without which the page still serves.</summary>
    public static async Task<T?> IfItAnswers<T>(this AsyncUnaryCall<T> call)
        where T : class
    {
        try
        {
            return await call;
        }
        catch (RpcException refusal) when (refusal.StatusCode is not StatusCode.Cancelled)
        {
            return null;
        }
    }

    /// <summary>The id in a resource name: what stands after the last slash.</summary>
    public static string Id(this string name) => name[(name.LastIndexOf('/') + 1)..];
}
