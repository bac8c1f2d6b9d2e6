using ProjetK.Auth.V1;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListApplicationsResponse> ListApplications(
        V1.ListApplicationsRequest request, ServerCallContext context)
    {
        var caller = context.GetCaller();
        var page = Page.Of(request);
        var filter = Filter(request, caller, page);
        var applications = await ApplicationTable.List(database, filter, context.CancellationToken);
        var token = page.Cut(applications, row => (filter.Order.KeyOf(row), row.Id));
        return new()
        {
            Applications = { applications.Select(application => application.ToProto(caller)) },
            NextPageToken = token,
        };
    }

    private static ApplicationFilter Filter(V1.ListApplicationsRequest request, Caller caller, Page page)
    {
        var violations = new Violations();
        violations.Require(request.Query.Length <= 100, "query", "must have at most 100 characters.");
        violations.RequireText(request.Query, "query");
        violations.ThrowIfAny();
        var order = ApplicationOrder.Parse(request.OrderBy);
        var after = order.ReadKey(page);
        var words = CommuneName.Normalise(request.Query);
        return new(
            request.Call == "" ? null : ResourceName.ParseOne(ApplicationWire.CallPattern, request.Call, "call"),
            States(request.State, caller),
            request.Commune == "" ? null : ResourceName.ParseOne(ApplicationWire.CommunePattern, request.Commune, "commune"),
            words == "" ? null : Where.Containing(words),
            order,
            after.Key,
            after.Id,
            page.Limit,
            Ownership.BoundTo(caller));
    }

    /// <summary>A choice that waits for its money is listed as under review for those who may not know of it.</summary>
    private static string[]? States(V1.Application.Types.State state, Caller caller)
    {
        if (state == V1.Application.Types.State.Unspecified)
            return null;
        var wanted = EnumText.Of((ApplicationState)(int)state);
        if (caller.Has(Access.Types.Role.Manager))
            return [wanted];
        return state switch
        {
            V1.Application.Types.State.UnderReview => [wanted, EnumText.Of(ApplicationState.SelectionPending)],
            V1.Application.Types.State.SelectionPending => [],
            _ => [wanted],
        };
    }
}
