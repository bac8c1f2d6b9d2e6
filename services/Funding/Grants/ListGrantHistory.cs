namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ListGrantHistoryResponse> ListGrantHistory(
        V1.ListGrantHistoryRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var id = ResourceName.ParseGuid("grants/{grant}", request.Parent, "parent");
        if (await FindGrant(id, context) is null)
            throw CommonErrors.NotFound(request.Parent);
        var lines = await HistoryTable.ListBelow(
            database, $"grants/{id}", page.After<DateTimeOffset, string, long>(), page.Limit, context.CancellationToken);
        var next = page.Cut(lines, last => (last.Line.OccurTime, last.Resource, last.Line.Sequence));
        return new() { Entries = { lines.Select(one => ToProto(one.Resource, one.Line)) }, NextPageToken = next };
    }

    private static V1.GrantHistoryEntry ToProto(string resource, HistoryEntry line) => new()
    {
        Resource = resource,
        Sequence = line.Sequence,
        OccurTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(line.OccurTime),
        Action = line.Action,
        Person = line.Person ?? "",
        Service = line.Service ?? "",
        FromState = line.FromState ?? "",
        ToState = line.ToState ?? "",
        Fields = { line.Fields },
        Hash = Convert.ToHexStringLower(line.Hash),
        PreviousHash = Convert.ToHexStringLower(line.PreviousHash),
    };
}
