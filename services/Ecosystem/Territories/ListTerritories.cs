
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListTerritoriesResponse> ListTerritories(
        V1.ListTerritoriesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var commune = violations.OptionalCommune(request.Commune, "commune");
        var call = violations.OptionalId("calls/{call}", request.Call, "call");
        violations.ThrowIfAny();

        var filter = new TerritoryFilter(EnumText.OrNull(request.Stage), commune, call);
        var territories = await TerritoryTable.List(database, filter, page, context.CancellationToken);
        var next = page.Cut(territories, territory => (territory.CreateTime, territory.Id));
        return new() { Territories = { territories.Select(territory => territory.ToProto()) }, NextPageToken = next };
    }
}
