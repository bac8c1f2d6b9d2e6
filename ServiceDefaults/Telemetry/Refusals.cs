using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Status = Google.Rpc.Status;

namespace ProjetK.ServiceDefaults;

/// <summary>Writes down each refusal where operators look: log, metrics, the request's span and, by a header that does
/// not leave the system, the span of the gateway.</summary>
internal sealed partial class Refusals(ILogger<Refusals> logger)
{
    /// <summary>Tells the gateway the code and the reason, whatever the wire; it keeps them.</summary>
    public const string Header = "projetk-refusal";

    /// <summary>Notes that this request is refused, and by what cause if it is not the caller's.</summary>
    public void Note(HttpContext context, Status status, Exception? cause = null)
    {
        var info = status.GetDetail<ErrorInfo>();
        var (code, reason) = ((StatusCode)status.Code, info?.Reason ?? NameOf((StatusCode)status.Code));
        var rpc = context.Features.Get<RpcName>()?.Short;
        var words = cause is null ? null
            : info?.Metadata.TryGetValue("dependency", out var missing) is true
                ? $"{missing} does not answer: {Describe(cause)}"
                : Describe(cause);
        Meters.Refused.Add(
            1, new(Attributes.Rpc, rpc), new(Attributes.Reason, reason), new(Attributes.Code, status.Code));
        ServerSpans.Refuse(context, code, reason, words);
        if (!context.Response.HasStarted)
            context.Response.Headers[Header] = $"{status.Code} {reason}";
        rpc ??= ServerSpans.NameOf(context);
        if (words is not null)
            Failed(logger, rpc, reason, words);
        else
            Refused(logger, rpc, reason, FieldsOf(status));
    }

    /// <summary>What stands at the bottom of a failure says most.</summary>
    public static string Describe(Exception failure) => failure switch
    {
        RpcException { Status.DebugException: { } line } => Describe(line),
        RpcException rpc => $"{NameOf(rpc.StatusCode)} {rpc.Status.Detail}",
        { InnerException: not null } when !failure.Message.Contains(failure.GetBaseException().Message) =>
            $"{failure.Message}: {failure.GetBaseException().Message}",
        _ => failure.Message,
    };

    /// <summary>A code as the protocol writes it, e.g. DEADLINE_EXCEEDED.</summary>
    public static string NameOf(StatusCode code) => string.Concat($"{code}".Select((letter, place) =>
        place > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));

    private static string FieldsOf(Status status) => status.GetDetail<BadRequest>() is { } bad
        ? $" ({string.Join(", ", bad.FieldViolations.Select(violation => violation.Field))})"
        : "";

    [LoggerMessage(LogLevel.Information, "{Rpc} refused: {Reason}{Fields}")]
    private static partial void Refused(ILogger logger, string rpc, string reason, string fields);

    [LoggerMessage(LogLevel.Warning, "{Rpc} failed: {Reason}: {Cause}")]
    private static partial void Failed(ILogger logger, string rpc, string reason, string cause);
}
