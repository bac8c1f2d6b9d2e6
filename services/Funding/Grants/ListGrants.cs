using System.Globalization;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.ListGrantsResponse> ListGrants(
        V1.ListGrantsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var fields = new Fields();
        var filter = new GrantFilter(
            fields.OptionalId("envelopes/{envelope}", request.Envelope, "envelope"),
            fields.OptionalGuid("applications/{application}", request.Application, "application"),
            request.State.ToDomain(),
            BoundTo(context.GetCaller()));
        fields.ThrowIfAny();

        var grants = await GrantTable.List(database, page, filter, context.CancellationToken);
        var next = page.Cut(grants, last =>
            [last.CreateTime.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id.ToString()]);
        return new()
        {
            Grants = { grants.Select(GrantWire.ToProto) },
            NextPageToken = next,
        };
    }

    /// <summary>The communes whose grants a caller sees; null for those who see all.</summary>
    private static string[]? BoundTo(Caller caller) =>
        caller.BoundTo(Role.Finance, Role.Manager, Role.Auditor, Role.Service);
}
