namespace ProjetK.Funding;

/// <summary>Who gives the money, and under which name (dispositif d'aide).</summary>
internal sealed record Grantor(string DisplayName, string Siret, string Scheme);
