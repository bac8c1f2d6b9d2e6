using Role = ProjetK.Auth.V1.Access.Types.Role;

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
            BoundTo(context.GetCaller()));
        violations.ThrowIfAny();

        var grants = await GrantTable.List(database, page, filter, context.CancellationToken);
        var next = page.Cut(grants, last => (last.CreateTime, last.Id));
        return new()
        {
            Grants = { grants.Select(grant => grant.ToProto(database.Now)) },
            NextPageToken = next,
        };
    }

    /// <summary>The communes whose grants a caller sees; null for those who see all.</summary>
    private static string[]? BoundTo(Caller caller) =>
        caller.BoundTo(Role.Finance, Role.Manager, Role.Auditor, Role.Service);
}
