using Google.Protobuf.Collections;
using Google.Rpc;
using Grpc.Core;

namespace ProjetK.Funding.Tests;

/// <summary>Reads why a call was refused.</summary>
internal sealed record Refusal(
    StatusCode Code, string Reason, MapField<string, string> Metadata, string[] Fields)
{
    public static async Task<Refusal> Of<TResponse>(AsyncUnaryCall<TResponse> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        var status = refusal.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        return new(
            refusal.StatusCode, info?.Reason ?? refusal.Status.Detail, info?.Metadata ?? [],
            [.. status?.GetDetail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? []]);
    }
}
