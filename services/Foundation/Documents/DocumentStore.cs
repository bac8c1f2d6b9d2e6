using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Google.Protobuf;
using V1 = ProjetK.Documents.V1;

namespace ProjetK.Foundation;

/// <summary>The four RPCs of documents, for whatever service has some: its own class hands its calls over to this
/// one.</summary>
public sealed partial class DocumentStore
{
    private const int MostOfOne = 200;
    private readonly Database database;
    private readonly Mutations mutations;
    private readonly IDocumentHolder holder;
    private readonly ScanState unscanned;

    internal DocumentStore(Database database, Mutations mutations, IDocumentHolder holder, VirusScanner? scanner)
    {
        (this.database, this.mutations, this.holder) = (database, mutations, holder);
        unscanned = scanner is null ? ScanState.NotScanned : ScanState.Pending;
    }

    /// <summary>A document as it comes over gRPC.</summary>
    public async Task<V1.Document> Upload(
        IAsyncStreamReader<V1.UploadDocumentRequest> requests, ServerCallContext context)
    {
        if (!await requests.MoveNext(context.CancellationToken))
            throw CommonErrors.InvalidField("parent", $"must look like {holder.Pattern}.");
        var first = requests.Current;
        return await Receive(first, Rest(first, requests, context.CancellationToken), Asked.By(context));
    }

    /// <summary>A document as it comes by whichever way; a sender that breaks off leaves nothing behind.</summary>
    internal async Task<V1.Document> Receive(
        V1.UploadDocumentRequest header, IAsyncEnumerable<ReadOnlyMemory<byte>> content, Asked asked)
    {
        var upload = await Open(header, asked);
        using var incoming = new IncomingDocument(database, upload.Id);
        try
        {
            await foreach (var bytes in content.WithCancellation(asked.Cancellation))
                await incoming.Write(bytes, asked.Cancellation);
            var kept = await Keep(upload, await incoming.Complete(asked.Cancellation), asked);
            if (!kept.Name.EndsWith($"{upload.Id}", StringComparison.Ordinal))
                await incoming.Forget();
            return kept;
        }
        catch
        {
            await incoming.Forget();
            throw;
        }
    }

    /// <summary>The bytes of a document over gRPC.</summary>
    public async Task Download(
        V1.DownloadDocumentRequest request, IServerStreamWriter<V1.DownloadDocumentResponse> responses,
        ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var document = await Open(request.Name, context.GetCaller(), cancellation);
        await responses.WriteAsync(new() { Document = document.ToProto() }, cancellation);
        await foreach (var bytes in Read(document, cancellation))
            await responses.WriteAsync(new() { Data = UnsafeByteOperations.UnsafeWrap(bytes) }, cancellation);
    }

    public async Task<V1.ListDocumentsResponse> List(V1.ListDocumentsRequest request, ServerCallContext context)
    {
        var parent = Parent(request.Parent);
        var page = Page.Of(request);
        await holder.Read(parent, context.GetCaller(), context.CancellationToken);
        var documents = await DocumentTable.List(
            database, parent, page.After<string>() is { } id ? Guid.Parse(id) : null, page.Limit,
            context.CancellationToken);
        var token = page.Cut(documents, document => $"{document.Id}");
        return new() { Documents = { documents.Select(document => document.ToProto()) }, NextPageToken = token };
    }

    public Task<V1.DeleteDocumentResponse> Delete(V1.DeleteDocumentRequest request, ServerCallContext context)
    {
        var (parent, id) = Parse(request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var rules = await holder.Lock(parent, transaction);
            var document = await DocumentTable.Find(transaction, parent, id)
                ?? throw CommonErrors.NotFound(request.Name);
            if (rules.DeleteRefusal(document) is { } refusal)
                throw refusal;
            if (await DocumentTable.IsSuperseded(transaction, id))
                throw CommonErrors.InvalidField("name", "must not be a document that another one supersedes.");
            DocumentTable.Delete(transaction, id);
            transaction.Record(parent, rules.State, rules.State, "documents");
            return new V1.DeleteDocumentResponse();
        });
    }

    /// <summary>A document that this caller may have; refuses when there is none.</summary>
    internal async Task<Document> Open(string name, Caller caller, CancellationToken cancellation)
    {
        var (parent, id) = Parse(name);
        await holder.Read(parent, caller, cancellation);
        var document = await DocumentTable.Find(database, parent, id, cancellation)
            ?? throw CommonErrors.NotFound(name);
        return document.MayLeave ? document : throw DocumentErrors.NotScanned(document);
    }

    /// <summary>The documents that belong to something, the oldest first, for work that has checked who asks.</summary>
    public Task<List<Document>> Of(string parent, CancellationToken cancellation) =>
        DocumentTable.List(database, parent, null, MostOfOne, cancellation);

    /// <summary>Deletes the documents of what is deleted itself.</summary>
    public static void DeleteAll(Transaction transaction, string parent) => DocumentTable.DeleteAll(transaction, parent);

    /// <summary>The bytes of a document, a chunk at a time. Fails before the last one when they are not those that were
    /// sent: nobody then takes what they got for the whole.</summary>
    public async IAsyncEnumerable<byte[]> Read(
        Document document, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var number = 0;
        for (var left = document.SizeBytes; left > 0; number++)
        {
            var chunk = await DocumentTable.Chunk(database, document.Id, number, cancellation)
                ?? throw new InvalidOperationException($"{document.Name} lacks chunk {number}.");
            hash.AppendData(chunk);
            left -= chunk.Length;
            if (left < 0 || (left == 0 && !hash.GetHashAndReset().AsSpan().SequenceEqual(document.Sha256)))
                throw new InvalidOperationException($"{document.Name} is not what was sent.");
            yield return chunk;
        }
    }

    private async Task<Incoming> Open(V1.UploadDocumentRequest header, Asked asked)
    {
        var parent = Parent(header.Parent);
        var name = FileNames.Clean(header.DisplayName);
        if (name.Length == 0)
            throw DocumentErrors.NoName();
        Guid? older = null;
        if (header.Supersedes.Length > 0)
        {
            var (of, id) = Parse(header.Supersedes, "supersedes");
            older = of == parent ? id : throw DocumentErrors.NotItsOwn();
        }
        var rules = await holder.Read(parent, asked.Caller, asked.Cancellation);
        // What was sent before under this id is answered as it was then.
        if (header.RequestId.Length == 0 && rules.AddRefusal is { } refusal)
            throw refusal;
        var request = header.Clone();
        request.Data = ByteString.Empty;
        return new(Guid.CreateVersion7(), parent, name, older, request);
    }

    private Task<V1.Document> Keep(Incoming upload, Received received, Asked asked)
    {
        // The same request is the same header with the same content.
        upload.Request.Data = ByteString.CopyFrom(received.Sha256);
        return mutations.Run(upload.Request, asked, async transaction =>
        {
            var rules = await holder.Lock(upload.Parent, transaction);
            if (rules.AddRefusal is { } refusal)
                throw refusal;
            var (count, bytes) = await DocumentTable.Count(transaction, upload.Parent, upload.Id);
            if (count >= MostOfOne)
                throw DocumentErrors.TooMany(MostOfOne);
            // What comes too slowly is taken for abandoned, and its first chunks may be gone.
            if (bytes != received.SizeBytes)
                throw DocumentErrors.TooSlow();
            if (upload.Supersedes is { } older
                && (await DocumentTable.Find(transaction, upload.Parent, older) is null
                    || await DocumentTable.IsSuperseded(transaction, older)))
                throw DocumentErrors.NotItsOwn();
            var document = new Document
            {
                Id = upload.Id,
                Parent = upload.Parent,
                DisplayName = upload.Name,
                MediaType = received.MediaType,
                SizeBytes = received.SizeBytes,
                Sha256 = received.Sha256,
                ScanState = unscanned,
                Supersedes = upload.Supersedes,
                CreateTime = transaction.Now,
            };
            DocumentTable.Add(transaction, document);
            transaction.Record(upload.Parent, rules.State, rules.State, "documents");
            return document.ToProto();
        });
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Rest(
        V1.UploadDocumentRequest first, IAsyncStreamReader<V1.UploadDocumentRequest> requests,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return first.Data.Memory;
        while (await requests.MoveNext(cancellation))
            yield return requests.Current.Data.Memory;
    }

    private string Parent(string name)
    {
        ResourceName.Parse(holder.Pattern, name, "parent");
        return name;
    }

    private (string Parent, Guid Id) Parse(string name, string field = "name")
    {
        var pattern = $"{holder.Pattern}/documents/{{document}}";
        return Guid.TryParseExact(ResourceName.Parse(pattern, name, field)[^1], "D", out var id)
            ? (name[..name.LastIndexOf("/documents/", StringComparison.Ordinal)], id)
            : throw CommonErrors.InvalidField(field, $"must look like {pattern}, with a UUID.");
    }

    private sealed record Incoming(
        Guid Id, string Parent, string Name, Guid? Supersedes, V1.UploadDocumentRequest Request);
}
