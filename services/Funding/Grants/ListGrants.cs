namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ListGrantsResponse> ListGrants(
        V1.ListGrantsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var filter = new GrantFilter(
            violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope"),
            violations.OptionalGuid("applications/{application}", request.Application, "application"),
            request.State.ToDomain(),
            violations.OptionalId("calls/{call}", request.Call, "call"),
            violations.OptionalGuid("territories/{territory}", request.Territory, "territory"),
            violations.OptionalCommune(request.Commune, "commune"),
            KnowsAll(context.GetCaller()));
        violations.ThrowIfAny();

        var grants = await GrantTable.List(database, page, filter, context.CancellationToken);
        var next = page.Cut(grants, last => (last.CreateTime, last.Id));
        return new()
        {
            Grants = { grants.Select(grant => grant.ToProto(database.Now)) },
            NextPageToken = next,
        };
    }
}
