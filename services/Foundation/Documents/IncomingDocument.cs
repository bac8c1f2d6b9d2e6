using System.Security.Cryptography;

namespace ProjetK.Foundation;

/// <summary>The bytes of a document while they come in: written in chunks, each on its own, so that neither memory nor a
/// connection to the database waits for a slow sender.</summary>
internal sealed class IncomingDocument(Database database, Guid id) : IDisposable
{
    public const int ChunkBytes = 256 * 1024;
    private static readonly Caller Writer = Caller.OfService("documents");
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ContentJudge judge = new();
    private readonly byte[] buffer = new byte[ChunkBytes];
    private int filled, chunks;
    private long size;

    public async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (size + bytes.Length > CommonErrors.LargestDocument)
            throw CommonErrors.DocumentTooLarge();
        size += bytes.Length;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, ChunkBytes - filled)];
            part.CopyTo(buffer.AsMemory(filled));
            filled += part.Length;
            bytes = bytes[part.Length..];
            if (filled == ChunkBytes)
                await Flush(cancellation);
        }
    }

    /// <summary>What came, once all of it did; refuses what is not accepted.</summary>
    public async Task<Received> Complete(CancellationToken cancellation)
    {
        if (size == 0)
            throw DocumentErrors.Empty();
        if (filled > 0)
            await Flush(cancellation);
        return new(judge.Judge() ?? throw DocumentErrors.TypeRefused(), size, hash.GetHashAndReset());
    }

    /// <summary>Forgets what came, when no document became of it.</summary>
    public Task Forget() => chunks == 0
        ? Task.CompletedTask
        : database.Run(Writer, transaction =>
        {
            DocumentTable.DropChunks(transaction, id);
            return Task.CompletedTask;
        }, CancellationToken.None);

    public void Dispose() => hash.Dispose();

    private async Task Flush(CancellationToken cancellation)
    {
        var chunk = filled == ChunkBytes ? buffer : buffer[..filled];
        hash.AppendData(chunk);
        judge.Read(chunk);
        await database.Run(Writer, transaction =>
        {
            DocumentTable.AddChunk(transaction, id, chunks, chunk);
            return Task.CompletedTask;
        }, cancellation);
        (filled, chunks) = (0, chunks + 1);
    }
}

/// <summary>What all the bytes of a document are.</summary>
internal sealed record Received(string MediaType, long SizeBytes, byte[] Sha256);
