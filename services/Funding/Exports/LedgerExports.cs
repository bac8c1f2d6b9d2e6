using System.Runtime.CompilerServices;
using System.Text;
using CallClient = ProjetK.Applications.V1.CallService.CallServiceClient;

namespace ProjetK.Funding;

/// <summary>What a table shows; null means all.</summary>
internal sealed record ExportFilter(string? Envelope, int? Year, bool AlsoUnannounced);

/// <summary>Writes tables for others, as they are read, so that no size matters.</summary>
internal sealed class LedgerExports(
    Database database, CommuneRegister communes, CallClient applications, IConfiguration configuration)
{
    private const int RowsAtOnce = 200;

    /// <summary>Refuses an envelope that does not exist.</summary>
    public async Task Require(string? envelope, CancellationToken cancellation)
    {
        if (envelope is not null && await EnvelopeTable.Find(database, envelope, cancellation) is null)
            throw CommonErrors.NotFound($"envelopes/{envelope}");
    }

    /// <summary>Who gives the money.</summary>
    public async Task<Grantor> FindGrantor(CancellationToken cancellation)
    {
        try
        {
            var syndicate = await applications.GetSyndicateAsync(
                new() { Name = "syndicate" }, cancellationToken: cancellation);
            return new(syndicate.DisplayName, syndicate.Siret, configuration["OpenData:Scheme"] ?? "");
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw CommonErrors.DependencyUnavailable("applications", failure);
        }
    }

    /// <summary>Grants with an agreement, as open data.</summary>
    public async IAsyncEnumerable<byte[]> Grants(
        ExportFilter filter, Grantor grantor, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Encoding.UTF8.GetBytes(ScdlRow.Header);
        var (after, labels) = (Guid.Empty, new Dictionary<string, string>());
        while (true)
        {
            var grants = await GrantTable.ListAgreed(
                database, filter.Envelope, filter.Year, filter.AlsoUnannounced, after, RowsAtOnce, cancellation);
            var names = new Dictionary<string, string>();
            foreach (var code in grants.SelectMany(ScdlRow.Beneficiaries).Distinct())
                names[code] = await communes.NameOf($"communes/{code}", cancellation);
            foreach (var envelope in grants.Select(grant => grant.Envelope).Distinct()
                .Where(envelope => !labels.ContainsKey(envelope)))
                labels[envelope] = (await EnvelopeTable.Find(database, envelope, cancellation))!.Label;
            yield return Encoding.UTF8.GetBytes(string.Concat(
                grants.SelectMany(grant => ScdlRow.Of(grant, labels[grant.Envelope], grantor, names))));
            if (grants.Count < RowsAtOnce)
                yield break;
            after = grants[^1].Id;
        }
    }

    /// <summary>Entries, for a spreadsheet.</summary>
    public async IAsyncEnumerable<byte[]> Entries(
        ExportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(EntryRow.Header)];
        var after = (Envelope: "", Sequence: 0L);
        while (true)
        {
            var entries = await LedgerTable.ListForExport(database, filter, after, RowsAtOnce, cancellation);
            yield return Encoding.UTF8.GetBytes(string.Concat(entries.Select(EntryRow.Of)));
            if (entries.Count < RowsAtOnce)
                yield break;
            after = (entries[^1].Entry.Transfer.Envelope, entries[^1].Entry.Sequence);
        }
    }
}
