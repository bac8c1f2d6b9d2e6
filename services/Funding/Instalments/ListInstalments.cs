namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    private const string AllGrants = "grants/-";

    public override async Task<V1.ListInstalmentsResponse> ListInstalments(
        V1.ListInstalmentsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var filter = new InstalmentFilter(
            request.Parent == AllGrants ? null : violations.Guid("grants/{grant}", request.Parent, "parent"),
            violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope"),
            request.State.ToDomain(), request.DueUntil?.ToDateTimeOffset(), KnowsAll(context.GetCaller()));
        violations.ThrowIfAny();
        if (filter.Grant is { } id && await FindGrant(id, context) is null)
            throw CommonErrors.NotFound(request.Parent);

        var instalments = await InstalmentTable.List(database, page, filter, context.CancellationToken);
        var next = filter.Grant is null
            ? page.Cut(instalments, last => (last.DueTime ?? InstalmentTable.Undated, last.Grant, last.Number))
            : page.Cut(instalments, last => last.Number);
        var grants = (await GrantTable.Find(
            database, [.. instalments.Select(one => one.Grant).Distinct()], context.CancellationToken))
            .ToDictionary(grant => grant.Id);
        return new()
        {
            Instalments = { instalments.Select(one => one.ToProto(grants[one.Grant], database.Now)) },
            NextPageToken = next,
        };
    }
}
