using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace ProjetK.Identity.Tests;

/// <summary>A program that sends somebody to sign in and gets a code for it (RFC 7636).</summary>
internal sealed class Code
{
    private readonly string verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    private readonly string redirect;
    private readonly string client;

    public Code(string client = "projetk-cli", string redirect = ServicesStack.Redirect) =>
        (this.client, this.redirect) = (client, redirect);

    /// <summary>Where it sends them.</summary>
    public string Address => $"/connect/authorize?client_id={client}&response_type=code&state=here"
        + $"&redirect_uri={Uri.EscapeDataString(redirect)}&scope=openid%20offline_access"
        + $"&code_challenge={Challenge}&code_challenge_method=S256";

    private string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>Trades the code in the address where they came back.</summary>
    public Task<Answer> Trade(ServicesStack stack, Uri back) => stack.Ask(
        ("grant_type", "authorization_code"), ("client_id", client), ("redirect_uri", redirect),
        ("code", HttpUtility.ParseQueryString(back.Query)["code"]!), ("code_verifier", verifier));
}
