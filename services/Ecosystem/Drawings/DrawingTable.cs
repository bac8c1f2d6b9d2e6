namespace ProjetK.Ecosystem;

/// <summary>Reads what is drawn of a territory: names only of those who agreed.</summary>
internal static class DrawingTable
{
    /// <summary>A territory with all that is drawn of it; null when there is none.</summary>
    public static async Task<DrawnEcosystem?> Find(
        Database database, Guid territory, int most, CancellationToken cancellation)
    {
        var reading = new Reading();
        var territories = TerritoryTable.Find(reading, territory);
        var actors = reading.Query("""
            SELECT actors.id, CASE WHEN consent_name THEN display_name END, kind
            FROM commitments JOIN actors ON actors.id = commitments.actor_id
            WHERE commitments.territory_id = $1 AND commitments.state = 'CONFIRMED'
            ORDER BY commitments.answer_time, actors.id LIMIT $2
            """, reader =>
            {
                var row = new Row(reader);
                return new DrawnActor(
                    row.Next<Guid>(), row.NextOrNull<string>(), EnumText.Parse<ActorKind>(row.Next<string>()));
            }, territory, most);
        var sites = Sites(reading, territory, most);
        var actions = reading.Query("""
            SELECT id, display_name, site_id, lead_actor, partners FROM actions
            WHERE territory_id = $1 AND state <> 'ENDED' ORDER BY create_time, id LIMIT $2
            """, reader =>
            {
                var row = new Row(reader);
                return new DrawnAction(
                    row.Next<Guid>(), row.Next<string>(), row.NextOrNull<Guid?>(), row.NextOrNull<Guid?>(),
                    row.Next<Guid[]>());
            }, territory, most);
        var partners = reading.Query("""
            SELECT DISTINCT territories.id, territories.display_name
            FROM contacts JOIN territories
                ON territories.id = CASE WHEN territory_id = $1 THEN from_territory ELSE territory_id END
            WHERE (territory_id = $1 OR from_territory = $1) AND state = 'ANSWERED'
            ORDER BY territories.id LIMIT $2
            """, row => (row.GetGuid(0), row.GetString(1)), territory, most);
        await database.Read(reading, cancellation);
        return territories is [var one] ? new(one, actors, sites, actions, partners) : null;
    }

    /// <summary>A territory and its sites; null when there is none.</summary>
    public static async Task<(Territory Territory, IReadOnlyList<DrawnSite> Sites)?> FindSites(
        Database database, Guid territory, int most, CancellationToken cancellation)
    {
        var reading = new Reading();
        var (territories, sites) = (TerritoryTable.Find(reading, territory), Sites(reading, territory, most));
        await database.Read(reading, cancellation);
        return territories is [var one] ? (one, sites) : null;
    }

    private static List<DrawnSite> Sites(Reading reading, Guid territory, int most) => reading.Query("""
        SELECT id, display_name, land, central, latitude, longitude FROM sites
        WHERE territory_id = $1 ORDER BY central DESC, create_time, id LIMIT $2
        """, reader =>
        {
            var row = new Row(reader);
            var (id, name, land, central) = (
                row.Next<Guid>(), row.Next<string>(), EnumText.Parse<Land>(row.Next<string>()), row.Next<bool>());
            return new DrawnSite(
                id, name, land, central,
                (row.NextOrNull<double?>(), row.NextOrNull<double?>()) is ({ } latitude, { } longitude)
                    ? new(latitude, longitude)
                    : null);
        }, territory, most);
}

/// <summary>Everything that belongs to a territory, as far as everybody may know it.</summary>
internal sealed record DrawnEcosystem(
    Territory Territory, IReadOnlyList<DrawnActor> Actors, IReadOnlyList<DrawnSite> Sites, IReadOnlyList<DrawnAction> Actions,
    IReadOnlyList<(Guid Id, string Name)> Partners);

/// <summary>An actor; its name is null unless it agreed that everybody reads it.</summary>
internal sealed record DrawnActor(Guid Id, string? Name, ActorKind Kind);

/// <summary>A site.</summary>
internal sealed record DrawnSite(Guid Id, string Name, Land Land, bool Central, Location? Location);

/// <summary>An action that is not over.</summary>
internal sealed record DrawnAction(Guid Id, string Name, Guid? Site, Guid? Lead, IReadOnlyList<Guid> Partners);
