namespace ProjetK.Applications;

internal sealed partial class CommuneService
{
    public override async Task<V1.ListCommunesResponse> ListCommunes(
        V1.ListCommunesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Require(request.Query.Length <= 100, "query", "must have at most 100 characters.");
        violations.RequireText(request.Query, "query");
        violations.RequireText(request.Epci, "epci");
        violations.RequireText(request.Department, "department");
        violations.Require(request.MinPopulation >= 0, "min_population", "must not be negative.");
        violations.Require(request.MaxPopulation >= 0, "max_population", "must not be negative.");
        violations.ThrowIfAny();

        var page = Page.Of(request);
        var query = new CommuneQuery(request.Query);
        var filter = new CommuneFilter(
            request.Epci, request.Department, request.MinPopulation, request.MaxPopulation,
            request.PerimeterStatus.FromProto(), request.ShowMerged);
        var found = query.IsEmpty
            ? await CommuneTable.List(database, filter, page, context.CancellationToken)
            : await CommuneTable.Search(database, query, filter, page, context.CancellationToken);
        var next = page.Cut(found, one => one.Key);
        return new() { Communes = { found.Select(one => one.ToProto()) }, NextPageToken = next };
    }
}
