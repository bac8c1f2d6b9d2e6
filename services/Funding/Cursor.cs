
namespace ProjetK.Funding;

/// <summary>Reads the sort key in a page token; a token that somebody made up is refused as one.</summary>
internal static class Cursor
{
    public static TKey Read<TKey>(Page page, Func<IReadOnlyList<string>, TKey> read)
    {
        try
        {
            return read(page.After!);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or ArgumentException)
        {
            throw CommonErrors.InvalidField(
                "page_token", "must be the next_page_token of a list with the same arguments.");
        }
    }
}
