using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using V1 = ProjetK.Documents.V1;

namespace ProjetK.Foundation;

/// <summary>Gives a service documents.</summary>
public static class DocumentsExtensions
{
    /// <summary>Adds <see cref="DocumentStore"/> that belong to what <typeparamref name="THolder"/> knows; scanned when a
    /// scanner is configured.</summary>
    public static WebApplicationBuilder AddDocuments<THolder>(this WebApplicationBuilder builder)
        where THolder : class, IDocumentHolder
    {
        var scanner = VirusScanner.Of(builder.Configuration[VirusScanner.Setting]);
        builder.Services.AddSingleton<IDocumentHolder, THolder>().AddSingleton(services => new DocumentStore(
            services.GetRequiredService<Database>(), services.GetRequiredService<Mutations>(),
            services.GetRequiredService<IDocumentHolder>(), scanner));
        builder.AddScheduled<PurgeChunks>("purge-chunks", TimeSpan.FromMinutes(10));
        if (scanner is null)
            return builder;
        builder.Services.AddSingleton(scanner);
        return builder.AddScheduled<ScanDocuments>("scan-documents", TimeSpan.FromSeconds(5));
    }

    /// <summary>Lets documents come and go over HTTP at the paths that the RPCs of this service name.</summary>
    public static void MapDocuments<TService>(this WebApplication app) where TService : class
    {
        var service = AccessRules.Describe(typeof(TService));
        var documents = app.Services.GetRequiredService<DocumentStore>();
        app.MapFile(Rpc(service, "UploadDocument"), documents.Upload);
        app.MapFile(Rpc(service, "DownloadDocument"), documents.Download);
    }

    private static MethodDescriptor Rpc(Google.Protobuf.Reflection.ServiceDescriptor service, string name) =>
        service.FindMethodByName(name)
        ?? throw new InvalidOperationException($"{service.FullName} has no {name}.");
}
