namespace ProjetK.Foundation;

/// <summary>Who asks for which RPC (as <c>/package.Service/Method</c>), by whichever way; and whether they still
/// wait.</summary>
internal sealed record Asked(Caller Caller, string Rpc, CancellationToken Cancellation)
{
    /// <summary>The name of the RPC alone.</summary>
    public string Action => Rpc[(Rpc.LastIndexOf('/') + 1)..];

    public static Asked By(ServerCallContext context) =>
        new(context.GetCaller(), context.Method, context.CancellationToken);
}
