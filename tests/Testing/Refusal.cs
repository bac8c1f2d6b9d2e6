using System.Text.RegularExpressions;
using Google.Rpc;
using Grpc.Core;
using Xunit;

namespace ProjetK.Testing;

/// <summary>What a refused caller is told, by whatever wire.</summary>
public sealed partial record Refusal(
    StatusCode Code, string Reason, string Message, IReadOnlyList<string> Fields,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The refusal of a call; fails when the call succeeds, or tells how the program is made.</summary>
    public static async Task<Refusal> Of(Task call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => call);
        var status = refused.GetRpcStatus();
        Assert.True(status is not null, $"No google.rpc.Status, but {refused.Status}");
        var info = status.GetDetail<ErrorInfo>();
        Assert.True(info is not null, $"No ErrorInfo in {status}");
        Assert.Equal("projetk", info.Domain);
        Assert.DoesNotMatch(Innards(), status.Message);
        var fields = status.GetDetail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? [];
        return new((StatusCode)status.Code, info.Reason, status.Message, [.. fields], info.Metadata);
    }

    /// <summary>Code and reason, the two that programs decide by.</summary>
    public (StatusCode, string) Kind => (Code, Reason);

    [GeneratedRegex(@"Exception|\b(System|Microsoft|Npgsql|Grpc|Google|ProjetK|Yarp)\.| at \w+\.|\.cs\b")]
    private static partial Regex Innards();
}
