namespace ProjetK.ServiceDefaults;

/// <summary>What spans, metrics and log lines call the same things.</summary>
internal static class Attributes
{
    /// <summary>The RPC, e.g. <c>ApplicationService/SubmitIntent</c>.</summary>
    public const string Rpc = "projetk.rpc";

    /// <summary>Why it was refused: the reason of google.rpc.ErrorInfo.</summary>
    public const string Reason = "projetk.reason";

    /// <summary>Who asked: <c>people/{id}</c> or <c>services/{name}</c>, never a name or an address.</summary>
    public const string Caller = "projetk.caller";

    /// <summary>What it is about: a resource name.</summary>
    public const string Resource = "projetk.resource";

    /// <summary>The event that is received.</summary>
    public const string Event = "projetk.event";

    /// <summary>The id of the message that carries it.</summary>
    public const string Message = "projetk.message";

    /// <summary>The gRPC code, as OpenTelemetry calls it.</summary>
    public const string Code = "rpc.grpc.status_code";
}
