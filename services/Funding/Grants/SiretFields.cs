namespace ProjetK.Funding;

/// <summary>Reads the number of an establishment from a request.</summary>
internal static class SiretFields
{
    /// <summary>A SIRET: fourteen digits.</summary>
    public static string Siret(this Violations violations, string given, string field)
    {
        var siret = given.Trim();
        violations.Require(siret.Length == 14 && siret.All(char.IsAsciiDigit), field, "must be a SIRET of 14 digits.");
        return siret;
    }
}
