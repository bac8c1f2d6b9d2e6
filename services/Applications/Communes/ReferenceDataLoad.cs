using Npgsql;
using NpgsqlTypes;

namespace ProjetK.Applications;

/// <summary>Brings the tables of communes to the files that this service carries; nothing to do while they are the
/// ones loaded before.</summary>
internal static class ReferenceDataLoad
{
    private const string Prepare = """
        CREATE TEMP TABLE loaded (
            code text, name text, sort_name text, compact_name text, department text, municipale integer,
            totale integer, vintage integer, epci_code text, epci_name text, postal_codes text[], siren text,
            latitude double precision, longitude double precision, perimeter text
        ) ON COMMIT DROP
        """;

    private const string Copy = "COPY loaded FROM STDIN (FORMAT binary)";

    private const string Apply = """
        UPDATE communes SET is_current = false WHERE code NOT IN (SELECT code FROM loaded) AND is_current;

        INSERT INTO communes (code, name, sort_name, compact_name, department, municipale, totale, vintage, epci_code,
            epci_name, postal_codes, siren, latitude, longitude)
        SELECT code, name, sort_name, compact_name, department, municipale, totale, vintage, epci_code,
            epci_name, postal_codes, siren, latitude, longitude FROM loaded
        ON CONFLICT (code) DO UPDATE SET (name, sort_name, compact_name, department, municipale, totale, vintage,
            epci_code, epci_name, postal_codes, siren, latitude, longitude, is_current)
            = (excluded.name, excluded.sort_name, excluded.compact_name, excluded.department, excluded.municipale,
            excluded.totale, excluded.vintage, excluded.epci_code, excluded.epci_name, excluded.postal_codes,
            excluded.siren, excluded.latitude, excluded.longitude, true);

        INSERT INTO populations (commune, vintage, municipale, totale)
        SELECT code, vintage, municipale, totale FROM loaded
        ON CONFLICT (commune, vintage) DO UPDATE SET (municipale, totale) = (excluded.municipale, excluded.totale);

        -- The perimeter is the syndicate's from the first day on.
        INSERT INTO perimeter (commune, status)
        SELECT code, perimeter FROM loaded
        WHERE perimeter IS NOT NULL AND NOT EXISTS (SELECT FROM perimeter);
        """;

    private const string Remember = """
        INSERT INTO reference_data (name, content_hash, vintage, load_time) VALUES ('communes', $1, $2, now())
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
        await Execute(connection, Prepare);
        await using (var import = await connection.BeginBinaryImportAsync(Copy))
        {
            foreach (var commune in data.Communes())
                await Write(import, commune);
            await import.CompleteAsync();
        }
        await Execute(connection, Apply);
        await Execute(connection, Remember, hash, ReferenceData.Vintage);
        await transaction.CommitAsync();
        await Execute(connection, "ANALYZE communes, populations, perimeter");
    }

    private static async Task Write(NpgsqlBinaryImporter import, Commune commune)
    {
        var name = CommuneName.Normalise(commune.Name);
        await import.StartRowAsync();
        await import.WriteAsync(commune.Code, NpgsqlDbType.Text);
        await import.WriteAsync(commune.Name, NpgsqlDbType.Text);
        await import.WriteAsync(name, NpgsqlDbType.Text);
        await import.WriteAsync(CommuneName.Compact(name), NpgsqlDbType.Text);
        await import.WriteAsync(commune.Department, NpgsqlDbType.Text);
        await import.WriteAsync(commune.Municipale, NpgsqlDbType.Integer);
        await import.WriteAsync(commune.Totale, NpgsqlDbType.Integer);
        await import.WriteAsync(commune.Vintage, NpgsqlDbType.Integer);
        await import.WriteAsync(commune.Epci?.Code, NpgsqlDbType.Text);
        await import.WriteAsync(commune.Epci?.Name, NpgsqlDbType.Text);
        await import.WriteAsync(commune.PostalCodes.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        await import.WriteAsync(commune.Siren, NpgsqlDbType.Text);
        await import.WriteAsync(commune.Centroid?.Latitude, NpgsqlDbType.Double);
        await import.WriteAsync(commune.Centroid?.Longitude, NpgsqlDbType.Double);
        await import.WriteAsync(Perimeter(commune), NpgsqlDbType.Text);
    }

    // A commune that is out has no row: out is what the absence of a row means.
    private static string? Perimeter(Commune commune) => commune.Perimeter switch
    {
        PerimeterStatus.In => "IN",
        PerimeterStatus.ToBeConfirmed => "TO_BE_CONFIRMED",
        PerimeterStatus.Out => null,
    };

    private static async Task Execute(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }
}
