using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using OpenIddict.Server;

namespace ProjetK.Identity;

/// <summary>Gives OpenIddict the keys of tokens: what signs is <c>Identity:SigningKey</c> (PEM) or, failing that, what
/// the migration made; what encrypts codes and refresh tokens is always the latter.</summary>
internal sealed class TokenKeys(NpgsqlDataSource dataSource, KeySeal seal, IConfiguration configuration)
    : IConfigureOptions<OpenIddictServerOptions>
{
    private const string Signing = "SIGNING", Encryption = "ENCRYPTION";
    private const int EncryptionBytes = 32;

    /// <summary>Makes the keys that are not there yet.</summary>
    public static async Task Create(NpgsqlConnection connection, KeySeal seal)
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await TokenKeyTable.InsertFirst(connection, Signing, seal.Close(signing.ExportECPrivateKey(), Signing));
        await TokenKeyTable.InsertFirst(
            connection, Encryption, seal.Close(RandomNumberGenerator.GetBytes(EncryptionBytes), Encryption));
    }

    public void Configure(OpenIddictServerOptions options)
    {
        var keys = TokenKeyTable.List(dataSource);
        var signing = keys.Where(key => key.Purpose == Signing)
            .Select(key => Read(key.Id, pair => pair.ImportECPrivateKey(seal.Open(key.Sealed, Signing), out _)));
        if (configuration["Identity:SigningKey"] is { Length: > 0 } pem)
            signing = signing.Prepend(Read(null, pair => pair.ImportFromPem(pem)));
        // The first one signs; the others are still believed.
        foreach (var key in signing)
            options.SigningCredentials.Add(new(key, SecurityAlgorithms.EcdsaSha256));
        foreach (var key in keys.Where(key => key.Purpose == Encryption))
            options.EncryptionCredentials.Add(new(
                new SymmetricSecurityKey(seal.Open(key.Sealed, Encryption)) { KeyId = key.Id.ToString("N") },
                SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }

    private static ECDsaSecurityKey Read(Guid? id, Action<ECDsa> import)
    {
        var pair = ECDsa.Create();
        import(pair);
        var key = new ECDsaSecurityKey(pair);
        key.KeyId = id?.ToString("N") ?? Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }
}
