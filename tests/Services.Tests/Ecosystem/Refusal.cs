using Google.Rpc;
using Grpc.Core;

namespace ProjetK.Ecosystem.Tests;

/// <summary>How a call was refused.</summary>
internal sealed record Refusal(
    StatusCode Code, string Reason, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<string> Fields)
{
    public static async Task<Refusal> Of<T>(AsyncUnaryCall<T> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        var status = exception.GetRpcStatus()!;
        var info = status.GetDetail<ErrorInfo>()!;
        Assert.Equal("projetk", info.Domain);
        var fields = status.GetDetail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? [];
        return new(exception.StatusCode, info.Reason, info.Metadata.ToDictionary(), [.. fields]);
    }
}
