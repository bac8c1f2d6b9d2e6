using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace ProjetK.Applications.Tests;

/// <summary>What a refusal says to programs.</summary>
internal sealed record Refused(
    StatusCode Code, string Reason, IReadOnlyList<string> Fields, IDictionary<string, string> Metadata)
{
    /// <summary>The refusal of a call that must be refused.</summary>
    public static async Task<Refused> By<TResponse>(AsyncUnaryCall<TResponse> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        RpcStatus status = failure.GetRpcStatus()!;
        var info = status.GetDetail<ErrorInfo>()!;
        Assert.Equal("projetk", info.Domain);
        return new(
            failure.StatusCode, info.Reason,
            [.. status.GetDetail<BadRequest>()?.FieldViolations.Select(one => one.Field) ?? []], info.Metadata);
    }
}
