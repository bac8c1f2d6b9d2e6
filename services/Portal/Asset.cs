using System.Security.Cryptography;

namespace ProjetK.Portal;

/// <summary>A file that pages load, embedded and served under a name that changes with its content, so that browsers keep
/// it for ever.</summary>
internal sealed record Asset(string Path, string MediaType, byte[] Content)
{
    /// <summary>The one style sheet.</summary>
    public static readonly Asset Style = Read("css", "text/css; charset=utf-8");

    /// <summary>The one script, which only saves time: for those who write.</summary>
    public static readonly Asset Script = Read("js", "text/javascript; charset=utf-8");

    public static void Map(WebApplication app)
    {
        foreach (var asset in (Asset[])[Style, Script])
            app.MapGet(asset.Path, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(asset.Content, asset.MediaType);
            });
    }

    private static Asset Read(string kind, string mediaType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"portal.{kind}")!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var content = memory.ToArray();
        return new($"/portail/{Convert.ToHexStringLower(SHA256.HashData(content))[..12]}.{kind}", mediaType, content);
    }
}
