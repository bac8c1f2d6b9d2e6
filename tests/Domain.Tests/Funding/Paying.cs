namespace ProjetK.Funding.Tests;

/// <summary>Takes grants through their payments.</summary>
internal static class Paying
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(Some.Noon.Date);

    /// <summary>Starts the cooperation and pays all, after the last anniversary.</summary>
    public static Grant Pay(this Grant grant)
    {
        var later = Some.Noon.AddYears(grant.Amounts.OperatingYears);
        grant = grant.Start(Some.Noon, later);
        foreach (var one in grant.Instalments)
            grant = grant.Pay(one.Number, later);
        return grant;
    }

    /// <summary>Certifies, orders and pays one instalment, by two people.</summary>
    public static Grant Pay(this Grant grant, int number, DateTimeOffset now) => grant
        .Change(number, one => one.Certify("people/1", now), now)
        .Change(number, one => one.OrderBy("people/2", new($"M-{number}", now.Year, now)), now)
        .Change(number, one => one.Pay(new($"T-{number}", Day, now.Year, "33525", Some.Siret), now), now);
}
