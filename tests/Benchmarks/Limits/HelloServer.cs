using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProjetK.Benchmarks.Limits;

/// <summary>A gRPC service that does nothing: no database, no telemetry, no access checks. No RPC of ours can be faster
/// on the same machine.</summary>
internal sealed class HelloServer : Hello.HelloBase
{
    private static readonly Task<HelloReply> Reply = Task.FromResult(new HelloReply { Message = "Hello." });

    public override Task<HelloReply> Say(HelloRequest request, ServerCallContext context) => Reply;

    /// <summary>Serves until the process is ended.</summary>
    public static void Run(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenLocalhost(port, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<HelloServer>();
        app.Run();
    }
}
