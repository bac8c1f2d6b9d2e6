namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ListInstalmentsResponse> ListInstalments(
        V1.ListInstalmentsRequest request, ServerCallContext context)
    {
        var (page, id) = (Page.Of(request), ResourceName.ParseGuid("grants/{grant}", request.Parent, "parent"));
        var grant = await FindGrant(id, context) ?? throw CommonErrors.NotFound(request.Parent);
        var instalments = await InstalmentTable.List(database, page, id, context.CancellationToken);
        var next = page.Cut(instalments, last => last.Number);
        return new()
        {
            Instalments = { instalments.Select(one => one.ToProto(grant.Territory)) },
            NextPageToken = next,
        };
    }
}
