using System.Security.Cryptography;

namespace ProjetK.Portal;

/// <summary>The one style sheet, under a name that changes with its content, so that browsers keep it for ever.</summary>
internal static class Style
{
    private static readonly byte[] Sheet = Read();

    /// <summary>Where it is.</summary>
    public static string Path { get; } = $"/portail/{Convert.ToHexStringLower(SHA256.HashData(Sheet))[..12]}.css";

    public static void MapStyle(this WebApplication app) => app.MapGet(Path, (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(Sheet, "text/css; charset=utf-8");
    });

    private static byte[] Read()
    {
        using var stream = typeof(Style).Assembly.GetManifestResourceStream("portal.css")!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
