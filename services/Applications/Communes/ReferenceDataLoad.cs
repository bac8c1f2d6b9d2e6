using Npgsql;

namespace ProjetK.Applications;

/// <summary>Brings the tables of communes to the files that this service carries; nothing to do while they are the
/// ones loaded before.</summary>
internal static class ReferenceDataLoad
{
    private static readonly string Apply = $"""
        UPDATE communes SET is_current = false, valid_to_date = DATE '{ReferenceData.Edition:yyyy-MM-dd}'
        WHERE code NOT IN (SELECT code FROM loaded) AND is_current;

        INSERT INTO communes (code, name, sort_name, department, municipale, totale, vintage, epci_code,
            epci_name, postal_codes, siren, latitude, longitude)
        SELECT code, name, sort_name, department, municipale, totale, vintage, epci_code,
            epci_name, postal_codes, siren, latitude, longitude FROM loaded
        ON CONFLICT (code) DO UPDATE SET (name, sort_name, department, municipale, totale, vintage, epci_code,
            epci_name, postal_codes, siren, latitude, longitude, is_current, successor, merged_vintage, valid_to_date)
            = (excluded.name, excluded.sort_name, excluded.department, excluded.municipale, excluded.totale,
            excluded.vintage, excluded.epci_code, excluded.epci_name, excluded.postal_codes, excluded.siren,
            excluded.latitude, excluded.longitude, true, NULL, NULL, NULL);

        INSERT INTO populations (commune, vintage, municipale, totale)
        SELECT code, vintage, municipale, totale FROM loaded
        ON CONFLICT (commune, vintage) DO UPDATE SET (municipale, totale) = (excluded.municipale, excluded.totale);

        -- What was known of a commune before it merged stays known.
        INSERT INTO communes (code, name, sort_name, department, vintage, postal_codes, is_current, successor,
            merged_vintage)
        SELECT code, name, sort_name, department, {ReferenceData.Vintage}, {"'{}'"}, false, successor,
            {ReferenceData.Vintage}
        FROM merged
        ON CONFLICT (code) DO UPDATE SET (successor, merged_vintage)
            = (excluded.successor, coalesce(communes.merged_vintage, excluded.merged_vintage));

        DELETE FROM commune_names;
        INSERT INTO commune_names (commune, former_code, former_name, words, whole, bare)
        SELECT commune, former_code, former_name, array_to_tsvector(words), whole, bare FROM named;

        -- The perimeter is the syndicate's from the first day on. It decides on a commune that merged another way.
        INSERT INTO perimeter (commune, status)
        SELECT code, perimeter FROM loaded
        WHERE perimeter IS NOT NULL AND NOT EXISTS (SELECT FROM perimeter);

        INSERT INTO perimeter (commune, status)
        SELECT DISTINCT communes.successor, 'TO_BE_CONFIRMED'
        FROM perimeter JOIN communes ON communes.code = perimeter.commune
        WHERE communes.successor IS NOT NULL AND perimeter.status <> 'OUT'
        ON CONFLICT (commune) DO NOTHING;

        DELETE FROM perimeter USING communes
        WHERE communes.code = perimeter.commune AND communes.successor IS NOT NULL;

        INSERT INTO reference_data (name, content_hash, vintage, load_time)
        VALUES ('communes', $1, {ReferenceData.Vintage}, now())
        ON CONFLICT (name) DO UPDATE SET (content_hash, vintage, load_time)
            = (excluded.content_hash, excluded.vintage, excluded.load_time)
        """;

    /// <summary>Loads the files in one transaction, as the owner of the tables.</summary>
    public static async Task Run(NpgsqlConnection connection)
    {
        var data = new ReferenceData();
        var hash = data.ContentHash();
        await using var known = new NpgsqlCommand(
            "SELECT content_hash FROM reference_data WHERE name = 'communes'", connection);
        if (await known.ExecuteScalarAsync() is byte[] loaded && loaded.AsSpan().SequenceEqual(hash))
            return;
        await using var transaction = await connection.BeginTransactionAsync();
        await ReferenceDataCopy.Run(connection, data);
        await using (var apply = new NpgsqlBatch(connection) { Timeout = 300 })
        {
            foreach (var statement in Apply.Split(";\n"))
                apply.BatchCommands.Add(new(statement));
            apply.BatchCommands[^1].Parameters.Add(new() { Value = hash });
            await apply.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
        await using var analyze = new NpgsqlCommand(
            "ANALYZE communes, populations, perimeter, commune_names", connection);
        await analyze.ExecuteNonQueryAsync();
    }
}
