namespace ProjetK.Foundation;

/// <summary>Documents and their bytes in PostgreSQL.</summary>
internal static class DocumentTable
{
    private const string Columns = """
        id, parent, display_name, media_type, size_bytes, sha256, scan_state, supersedes, create_time
        """;

    /// <summary>Queues the next bytes of a document that is being sent.</summary>
    public static void AddChunk(Transaction transaction, Guid document, int number, byte[] bytes) => transaction.Add(
        "INSERT INTO document_chunks (document, number, bytes) VALUES ($1, $2, $3)", document, number, bytes);

    /// <summary>Queues the forgetting of what was sent of a document that there is not.</summary>
    public static void DropChunks(Transaction transaction, Guid document) => transaction.Add("""
        DELETE FROM document_chunks WHERE document = $1 AND NOT EXISTS (SELECT FROM documents WHERE id = $1)
        """, document);

    /// <summary>Some bytes of a document; null when they are not there.</summary>
    public static Task<byte[]?> Chunk(
        Database database, Guid document, int number, CancellationToken cancellation) => database.QueryOne(
        "SELECT bytes FROM document_chunks WHERE document = $1 AND number = $2",
        reader => reader.GetFieldValue<byte[]>(0), cancellation, document, number);

    /// <summary>Forgets what was sent of documents and never became one; of one that is still being sent the last bytes
    /// came a moment ago.</summary>
    public static Task<int> DropStale(Transaction transaction) => transaction.QueryOne("""
        WITH dropped AS (
            DELETE FROM document_chunks WHERE document IN (
                SELECT document FROM document_chunks chunk
                WHERE NOT EXISTS (SELECT FROM documents WHERE id = chunk.document)
                GROUP BY document HAVING max(write_time) < now() - interval '1 hour'
                LIMIT 100)
            RETURNING 1)
        SELECT count(*)::integer FROM dropped
        """, reader => reader.GetInt32(0));

    /// <summary>Queues a document whose bytes are there.</summary>
    public static void Add(Transaction transaction, Document document) => transaction.Add(
        Sql.Insert("documents", Columns),
        document.Id, document.Parent, document.DisplayName, document.MediaType, document.SizeBytes, document.Sha256,
        EnumText.Of(document.ScanState), document.Supersedes, document.CreateTime);

    /// <summary>Queues the deletion of a document with its bytes.</summary>
    public static void Delete(Transaction transaction, Guid id)
    {
        transaction.Add("DELETE FROM document_chunks WHERE document = $1", id);
        transaction.Add("DELETE FROM documents WHERE id = $1", id);
    }

    /// <summary>Queues the deletion of all that belongs to something.</summary>
    public static void DeleteAll(Transaction transaction, string parent)
    {
        transaction.Add("""
            DELETE FROM document_chunks WHERE document IN (SELECT id FROM documents WHERE parent = $1)
            """, parent);
        transaction.Add("DELETE FROM documents WHERE parent = $1", parent);
    }

    public static Task<Document?> Find(
        Database database, string parent, Guid id, CancellationToken cancellation) => database.QueryOne(
        $"SELECT {Columns} FROM documents WHERE parent = $1 AND id = $2",
        reader => Read(new(reader)), cancellation, parent, id);

    public static Task<Document?> Find(Transaction transaction, string parent, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM documents WHERE parent = $1 AND id = $2", reader => Read(new(reader)), parent, id);

    /// <summary>True when another document takes the place of this one.</summary>
    public static async Task<bool> IsSuperseded(Transaction transaction, Guid id) => await transaction.QueryOne(
        "SELECT true FROM documents WHERE supersedes = $1", reader => reader.GetBoolean(0), id);

    /// <summary>How many documents a parent has, and how many bytes of another are there.</summary>
    public static Task<(int Count, long Bytes)> Count(Transaction transaction, string parent, Guid incoming) =>
        transaction.QueryOne("""
            SELECT (SELECT count(*)::integer FROM documents WHERE parent = $1),
                (SELECT coalesce(sum(octet_length(bytes)), 0)::bigint FROM document_chunks WHERE document = $2)
            """, reader => (reader.GetInt32(0), reader.GetInt64(1)), parent, incoming);

    /// <summary>The documents of a parent, the oldest first.</summary>
    public static Task<List<Document>> List(
        Database database, string parent, Guid? after, int limit, CancellationToken cancellation)
    {
        var where = new Where().And("parent = {0}", parent).If(after, "id > {0}");
        return database.Query(
            $"SELECT {Columns} FROM documents {where} ORDER BY id LIMIT {where.Parameter(limit)}",
            reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>Some documents at which no scanner has looked yet, in no order: those of which it cannot be asked keep
    /// none of the others waiting.</summary>
    public static Task<List<Document>> Pending(Database database, CancellationToken cancellation) => database.Query(
        $"SELECT {Columns} FROM documents WHERE scan_state = 'PENDING' ORDER BY random() LIMIT 20",
        reader => Read(new(reader)), cancellation);

    /// <summary>Queues what a scanner found.</summary>
    public static void Mark(Transaction transaction, Guid id, ScanState state) => transaction.Add(
        "UPDATE documents SET scan_state = $2 WHERE id = $1 AND scan_state = 'PENDING'", id, EnumText.Of(state));

    private static Document Read(Row row) => new()
    {
        Id = row.Next<Guid>(),
        Parent = row.Next<string>(),
        DisplayName = row.Next<string>(),
        MediaType = row.Next<string>(),
        SizeBytes = row.Next<long>(),
        Sha256 = row.Next<byte[]>(),
        ScanState = EnumText.Parse<ScanState>(row.Next<string>()),
        Supersedes = row.NextOrNull<Guid?>(),
        CreateTime = row.Next<DateTimeOffset>(),
    };
}
