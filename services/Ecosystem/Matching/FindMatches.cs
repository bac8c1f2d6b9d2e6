namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    private const int DefaultMatches = 10, MostMatches = 100;

    public override async Task<V1.FindMatchesResponse> FindMatches(
        V1.FindMatchesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.OptionalGuid(Territory.Pattern, request.Territory, "territory");
        var commune = violations.OptionalCommune(request.Commune, "commune");
        violations.Require(
            id is null != request.Profile is null, "territory", "or profile is required, and not both.");
        violations.ThrowIfAny();

        var profiles = await TerritoryTable.Profiles(database, context.CancellationToken);
        var asking = id is null
            ? MatchProfile.Of(
                Guid.Empty, "", request.Profile!.Read(), commune is null ? null : Contours.Centre([commune]),
                request.Population)
            : await TerritoryTable.Find(database, id.Value, context.CancellationToken) is { } territory
                ? territory.ToMatchProfile()
                : throw CommonErrors.NotFound(request.Territory);
        var most = request.MaxResults == 0 ? DefaultMatches : Math.Min(request.MaxResults, MostMatches);
        return new()
        {
            Matches =
            {
                Matching.Best(asking, profiles, most)
                    .Select(match => MatchWire.ToProto(asking, match.Profile, match.Comparison)),
            },
        };
    }
}
