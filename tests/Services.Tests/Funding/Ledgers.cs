namespace ProjetK.Funding.Tests;

/// <summary>Reads ledgers as any citizen could.</summary>
internal static class Ledgers
{
    /// <summary>All entries of an envelope, page by page.</summary>
    public static async Task<List<V1.Entry>> All(FundingStack stack, string envelope, int pageSize = 7)
    {
        var entries = new List<V1.Entry>();
        var request = new V1.ListEntriesRequest { Envelope = envelope, PageSize = pageSize };
        do
        {
            var page = await stack.Client.ListEntriesAsync(request);
            Assert.InRange(page.Entries.Count, 1, pageSize);
            entries.AddRange(page.Entries);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return entries;
    }
}
