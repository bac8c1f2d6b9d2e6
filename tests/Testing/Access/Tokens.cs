using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ProjetK.Testing;

/// <summary>Makes tokens with a key that the provider of the tested system uses as well.</summary>
public sealed class Tokens(string issuer)
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<Person, string> known = new();

    /// <summary>Who is said to have made them.</summary>
    public string Issuer => issuer;

    /// <summary>The key as the provider reads it: PEM, on one line where line breaks do not matter.</summary>
    public string SigningKey => key.ExportPkcs8PrivateKeyPem();

    /// <summary>The public half of the key.</summary>
    public ECDsaSecurityKey PublicKey => new(ECDsa.Create(key.ExportParameters(includePrivateParameters: false)));

    /// <summary>The value of the header; empty for nobody.</summary>
    public string Authorize(Person person) =>
        person.Name.Length == 0 ? "" : $"Bearer {known.GetOrAdd(person, somebody => Make(somebody))}";

    /// <summary>A token for a person, with whatever is to be different about it.</summary>
    public string Make(Person person, Action<SecurityTokenDescriptor>? change = null) =>
        Make(person.Subject, [.. person.Roles.Select(role => $"{role}".ToLowerInvariant())], person.Communes, change);

    /// <summary>A token of a service.</summary>
    public string Make(string service) => Make($"services/{service}", ["service"], [], null);

    private string Make(
        string subject,
        string[] roles,
        IReadOnlyList<string> communes,
        Action<SecurityTokenDescriptor>? change)
    {
        var now = DateTime.UtcNow;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = "projetk",
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddHours(2),
            SigningCredentials = new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = roles },
        };
        if (communes.Count > 0)
            descriptor.Claims["commune"] = communes.ToArray();
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
