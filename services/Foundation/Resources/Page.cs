using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;

namespace ProjetK.Foundation;

/// <summary>One page of a list: how many rows to read and after which key.</summary>
public sealed class Page
{
    private const int DefaultSize = 50, LargestSize = 1000, HashBytes = 8;
    private readonly byte[] arguments;
    private readonly string[]? after;

    private Page(int size, byte[] arguments, string[]? after) =>
        (Size, this.arguments, this.after) = (size, arguments, after);

    /// <summary>How many rows the answer holds at most.</summary>
    public int Size { get; }

    /// <summary>One more than <see cref="Size"/>: read that many to know whether another page follows.</summary>
    public int Limit => Size + 1;

    /// <summary>The sort key of the last row of the page before; the default value on the first page.</summary>
    public T? After<T>() => after is null ? default : Read(1, key => PageKey.Read<T>(key[0]));

    /// <summary>The sort key of the last row of the page before; null on the first page.</summary>
    public (T1, T2)? After<T1, T2>() =>
        after is null ? null : Read(2, key => (PageKey.Read<T1>(key[0]), PageKey.Read<T2>(key[1])));

    /// <summary>The sort key of the last row of the page before; null on the first page.</summary>
    public (T1, T2, T3)? After<T1, T2, T3>() => after is null
        ? null
        : Read(3, key => (PageKey.Read<T1>(key[0]), PageKey.Read<T2>(key[1]), PageKey.Read<T3>(key[2])));

    /// <summary>Reads page_size and page_token of a list request; all its other fields must stay the same from page
    /// to page.</summary>
    public static Page Of<TRequest>(TRequest request) where TRequest : class, IMessage<TRequest>
    {
        var fields = PageFields<TRequest>.Instance;
        var size = fields.Size(request);
        if (size < 0)
            throw CommonErrors.InvalidField("page_size", "must not be negative.");
        var arguments = fields.HashOfOthers(request);
        var token = fields.Token(request);
        return new(
            size == 0 ? DefaultSize : Math.Min(size, LargestSize),
            arguments,
            token.Length == 0 ? null : Decode(token, arguments));
    }

    /// <summary>The same page with at most that many rows.</summary>
    public Page AtMost(int size) => new(Math.Min(Size, size), arguments, after);

    /// <summary>Cuts the row read beyond the page, if any, and gives the token of the next page (empty: the last). The
    /// key is one value or a tuple of them: what the rows are sorted by.</summary>
    public string Cut<TRow, TKey>(List<TRow> rows, Func<TRow, TKey> key)
    {
        if (rows.Count <= Size)
            return "";
        rows.RemoveRange(Size, rows.Count - Size);
        return Encode(PageKey.Write(key(rows[^1])));
    }

    private TKey Read<TKey>(int length, Func<string[], TKey> read)
    {
        try
        {
            return after!.Length == length ? read(after) : throw Invalid();
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            throw Invalid();
        }
    }

    private string Encode(string[] key)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(key);
        var token = new byte[HashBytes + json.Length];
        arguments.CopyTo(token, 0);
        json.CopyTo(token, HashBytes);
        return Convert.ToBase64String(token).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static string[] Decode(string token, byte[] arguments)
    {
        var text = token.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            || length <= HashBytes)
            throw Invalid();
        if (!bytes.AsSpan(0, HashBytes).SequenceEqual(arguments))
            throw Invalid();
        try
        {
            var key = JsonSerializer.Deserialize<string[]>(bytes.AsSpan(HashBytes, length - HashBytes));
            return key is null || Array.IndexOf(key, null) >= 0 ? throw Invalid() : key;
        }
        catch (JsonException)
        {
            throw Invalid();
        }
    }

    private static DomainException Invalid() => CommonErrors.InvalidField(
        "page_token", "must be the next_page_token of a list with the same arguments.");

    /// <summary>The accessors of a request's page fields, looked up once per type.</summary>
    private sealed class PageFields<TRequest> where TRequest : class, IMessage<TRequest>
    {
        public static readonly PageFields<TRequest> Instance = new();
        private readonly Google.Protobuf.Reflection.IFieldAccessor size, token;

        private PageFields()
        {
            var descriptor = Activator.CreateInstance<TRequest>().Descriptor;
            size = descriptor.FindFieldByName("page_size").Accessor;
            token = descriptor.FindFieldByName("page_token").Accessor;
        }

        public int Size(TRequest request) => (int)size.GetValue(request);

        public string Token(TRequest request) => (string)token.GetValue(request);

        public byte[] HashOfOthers(TRequest request)
        {
            var others = request.Clone();
            size.Clear(others);
            token.Clear(others);
            return SHA256.HashData(others.ToByteArray())[..HashBytes];
        }
    }
}
