namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    // A client accepts 4 MB by default.
    private const int MaxFull = 100, MaxPageBytes = 3_000_000;

    public override async Task<V1.ListApplicationsResponse> ListApplications(
        V1.ListApplicationsRequest request, ServerCallContext context)
    {
        var (caller, now) = (context.GetCaller(), database.Now);
        var full = request.View == V1.ApplicationView.Full;
        var page = full ? Page.Of(request).AtMost(MaxFull) : Page.Of(request);
        var filter = Filter(request, caller, page, full);
        var applications = await ApplicationTable.List(database, filter, context.CancellationToken);
        var elsewhere = await Task.WhenAll(applications.Select(application => Elsewhere(application, context)));
        var messages = applications
            .Select((application, index) => application.ToProto(caller, now, full, elsewhere[index])).ToList();
        var token = page.AtMost(Fitting(messages))
            .Cut(applications, row => (filter.Order.KeyOf(row), row.Id));
        return new() { Applications = { messages.Take(applications.Count) }, NextPageToken = token };
    }

    /// <summary>How many of the messages fit into one answer, at least one.</summary>
    private static int Fitting(List<V1.Application> messages)
    {
        var bytes = 0;
        return Math.Max(1, messages.TakeWhile(message => (bytes += message.CalculateSize()) <= MaxPageBytes).Count());
    }

    private static ApplicationFilter Filter(
        V1.ListApplicationsRequest request, Caller caller, Page page, bool full)
    {
        var order = ApplicationOrder.Parse(request.OrderBy, Ownership.SeesChoices(caller));
        var after = order.ReadKey(page);
        var words = CommuneName.Normalise(request.Query);
        return new(
            request.Call == "" ? null : ResourceName.ParseOne(ApplicationWire.CallPattern, request.Call, "call"),
            request.State == V1.Application.Types.State.Unspecified
                ? null
                : EnumText.Of((ApplicationState)(int)request.State),
            request.Commune == ""
                ? null
                : ResourceName.ParseOne(ApplicationWire.CommunePattern, request.Commune, "commune"),
            words == "" ? null : Where.Containing(words),
            order,
            after.Key,
            after.Id,
            page.Limit,
            Sight.Of(caller),
            Ownership.SeesChoices(caller),
            full);
    }
}
