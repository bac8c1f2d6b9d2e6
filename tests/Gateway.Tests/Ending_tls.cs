using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProjetK.Gateway.Tests;

public sealed class Ending_tls : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("projetk-tls-").FullName;
    private GatewayProcess gateway = null!;

    public async ValueTask InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (path, keyPath) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyPath, key.ExportPkcs8PrivateKeyPem());
        gateway = await GatewayProcess.Start(
            ("Kestrel:Endpoints:https:Url", "https://localhost:{https}"),
            ("Kestrel:Certificates:Default:Path", path), ("Kestrel:Certificates:Default:KeyPath", keyPath));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task serves_http_1_and_2_on_one_port()
    {
        using var client = Client();
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            using var response = await client.SendAsync(new(HttpMethod.Get, new Uri(gateway.Https, "/v1/ideas"))
            {
                Version = version,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            });
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task sends_who_comes_in_clear_to_it()
    {
        using var client = Client();
        using var response = await client.GetAsync(new Uri(gateway.Http, "/v1/ideas"));
        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal((Uri.UriSchemeHttps, gateway.Https.Port),
            (response.Headers.Location!.Scheme, response.Headers.Location.Port));
        using var health = await client.GetAsync(new Uri(gateway.Http, "/health"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        // The certificate of this test is nobody's.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    });
}
