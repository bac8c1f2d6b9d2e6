using Npgsql;
using NpgsqlTypes;

namespace ProjetK.Applications;

/// <summary>Copies the files into temporary tables, from which they are loaded.</summary>
internal static class ReferenceDataCopy
{
    private const string Prepare = """
        CREATE TEMP TABLE loaded (
            code text, name text, sort_name text, department text, municipale integer, totale integer, vintage integer,
            epci_code text, epci_name text, postal_codes text[], siren text, latitude double precision,
            longitude double precision, perimeter text
        ) ON COMMIT DROP;
        CREATE TEMP TABLE merged (code text, name text, sort_name text, department text, successor text)
        ON COMMIT DROP;
        CREATE TEMP TABLE named (
            commune text, former_code text, former_name text, words text[], whole text, bare text
        ) ON COMMIT DROP
        """;

    /// <summary>Fills the tables loaded, merged and named, which live until the commit.</summary>
    public static async Task Run(NpgsqlConnection connection, ReferenceData data)
    {
        await using (var prepare = new NpgsqlCommand(Prepare, connection))
            await prepare.ExecuteNonQueryAsync();
        await Copy(connection, "loaded", data.Communes(), Write);
        // A former name of a commune with the same code is no commune of its own.
        await Copy(connection, "merged", data.FormerCommunes().Where(former => former.Code != former.Successor), Write);
        await Copy(connection, "named", SearchName.All(data), Write);
    }

    private static async Task Copy<T>(
        NpgsqlConnection connection, string table, IEnumerable<T> rows, Func<NpgsqlBinaryImporter, T, Task> write)
    {
        await using var import = await connection.BeginBinaryImportAsync($"COPY {table} FROM STDIN (FORMAT binary)");
        foreach (var row in rows)
        {
            await import.StartRowAsync();
            await write(import, row);
        }
        await import.CompleteAsync();
    }

    private static async Task Write(NpgsqlBinaryImporter import, Commune commune)
    {
        await import.WriteAsync(commune.Code, NpgsqlDbType.Text);
        await import.WriteAsync(commune.Name, NpgsqlDbType.Text);
        await import.WriteAsync(CommuneName.Normalise(commune.Name), NpgsqlDbType.Text);
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
        // A commune that is out has no row: out is what the absence of a row means.
        await import.WriteAsync(
            commune.Perimeter == PerimeterStatus.Out ? null : EnumText.Of(commune.Perimeter), NpgsqlDbType.Text);
    }

    private static async Task Write(NpgsqlBinaryImporter import, FormerCommune former)
    {
        await import.WriteAsync(former.Code, NpgsqlDbType.Text);
        await import.WriteAsync(former.Name, NpgsqlDbType.Text);
        await import.WriteAsync(CommuneName.Normalise(former.Name), NpgsqlDbType.Text);
        // Overseas the code begins with the three characters of the department.
        var length = former.Code.StartsWith("97", StringComparison.Ordinal) ? 3 : 2;
        await import.WriteAsync(former.Code[..length], NpgsqlDbType.Text);
        await import.WriteAsync(former.Successor, NpgsqlDbType.Text);
    }

    private static async Task Write(NpgsqlBinaryImporter import, SearchName name)
    {
        await import.WriteAsync(name.Commune, NpgsqlDbType.Text);
        await import.WriteAsync(name.FormerCode, NpgsqlDbType.Text);
        await import.WriteAsync(name.FormerName, NpgsqlDbType.Text);
        await import.WriteAsync(name.Words.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        await import.WriteAsync(name.Whole, NpgsqlDbType.Text);
        await import.WriteAsync(name.Bare, NpgsqlDbType.Text);
    }
}
