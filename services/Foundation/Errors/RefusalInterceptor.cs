using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Status = Google.Rpc.Status;

namespace ProjetK.Foundation;

/// <summary>The one place where exceptions become statuses, and where no detail of a bug gets out.</summary>
internal sealed partial class RefusalInterceptor(
    Database database, Refusals refusals, RefusalRules rules, IHostEnvironment environment,
    ILogger<RefusalInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure)
        {
            throw Refuse(failure, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception failure)
        {
            throw Refuse(failure, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception failure)
        {
            throw Refuse(failure, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception failure)
        {
            throw Refuse(failure, context);
        }
    }

    private RpcException Refuse(Exception failure, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        JsonErrors.MarkRefused(http);
        var translated = failure is NpgsqlException npgsql ? database.Translate(npgsql) : failure;
        var status = ToStatus(translated, context);
        refusals.Note(http, status, CauseOf(translated));
        return status.ToRpcException();
    }

    private Status ToStatus(Exception failure, ServerCallContext context)
    {
        if (context.CancellationToken.IsCancellationRequested && failure is not DomainException)
            return Statuses.CallerAway();
        switch (failure)
        {
            case DomainException refusal:
                return ToStatus(refusal, context.Method);
            case SavedRefusal saved:
                return saved.Status;
            case RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded }:
            // What no server has said but the line: it broke.
            case RpcException { StatusCode: StatusCode.Cancelled or StatusCode.Internal, Status.DebugException: not null }:
                return CommonErrors.DependencyUnavailable("another service").ToStatus();
            case RpcException { StatusCode: StatusCode.Unimplemented } unimplemented:
                return new Status { Code = (int)StatusCode.Unimplemented, Message = unimplemented.Status.Detail };
            default:
                Failed(logger, failure, context.Method);
                Activity.Current?.AddException(failure);
                return Statuses.Internal();
        }
    }

    /// <summary>What of another's failure an operator must know; a bug has its own line.</summary>
    private static Exception? CauseOf(Exception failure) => failure switch
    {
        DomainException refusal => refusal.InnerException,
        RpcException { StatusCode: not StatusCode.Unimplemented } other => other,
        _ => null,
    };

    /// <summary>A reason that the proto does not name is a mistake in the proto. Tests must see it; to a caller of the
    /// real system the reason says more than none.</summary>
    private Status ToStatus(DomainException refusal, string rpc)
    {
        if (rules.Allow(rpc, refusal.Reason))
            return refusal.ToStatus();
        Unnamed(logger, rpc, refusal.Reason);
        return environment.IsEnvironment("Test") ? Statuses.Internal() : refusal.ToStatus();
    }

    [LoggerMessage(LogLevel.Error, "{Rpc} was refused with {Reason}, which its option (projetk.errors.v1.refusals) lacks")]
    private static partial void Unnamed(ILogger logger, string rpc, string reason);

    [LoggerMessage(LogLevel.Error, "{Rpc} failed")]
    private static partial void Failed(ILogger logger, Exception failure, string rpc);
}
