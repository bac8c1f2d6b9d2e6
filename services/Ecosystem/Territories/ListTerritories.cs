
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListTerritoriesResponse> ListTerritories(
        V1.ListTerritoriesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var page = violations.Take(() => Page.Of(request));
        var commune = request.Commune is "" ? null : violations.Commune(request.Commune, "commune");
        var call = request.Call is ""
            ? null
            : violations.Take(() => ResourceName.ParseOne("calls/{call}", request.Call, "call"));
        violations.ThrowIfAny();

        var filter = new TerritoryFilter(Word.OrNull(request.Stage), commune, call);
        var territories = await TerritoryTable.List(database, filter, page!, context.CancellationToken);
        var next = page!.Cut(territories, territory => Cursor.Key(territory.CreateTime, territory.Id));
        return new() { Territories = { territories.Select(territory => territory.ToProto()) }, NextPageToken = next };
    }
}
