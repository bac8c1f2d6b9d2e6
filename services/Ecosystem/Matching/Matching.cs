using System.Collections.Immutable;

namespace ProjetK.Ecosystem;

/// <summary>How well two territories could cooperate, as one number with its reasons. Pure, deterministic and symmetric:
/// nobody is a better partner than they are found to be from the other side.</summary>
internal static class Matching
{
    /// <summary>The most that each aspect adds to the score; together 100.</summary>
    public const double Values = 40, Needs = 25, Dynamics = 10, Distance = 15, Size = 10;

    private const double EarthRadius = 6371, HalfWay = 50;

    /// <summary>How much each value counts: the rarer among all profiles, the more it says that two share it.</summary>
    public static IReadOnlyDictionary<string, double> Rarity(IReadOnlyCollection<MatchProfile> profiles) => profiles
        .SelectMany(profile => profile.Values)
        .CountBy(value => value)
        .ToDictionary(count => count.Key, count => Math.Log(1 + (double)profiles.Count / count.Value));

    /// <summary>How far each aspect speaks for the two, from 0 to 1.</summary>
    public static Comparison Compare(
        MatchProfile one, MatchProfile other, IReadOnlyDictionary<string, double> rarity)
    {
        var (shared, all) = (0.0, 0.0);
        Walk(one.Values, other.Values, (value, isShared) =>
        {
            // A value that no profile has tells as much as the rarest.
            var weight = rarity.GetValueOrDefault(value, 1);
            all += weight;
            shared += isShared ? weight : 0;
        });
        var seeks = one.Seeks.Length + other.Seeks.Length;
        var met = Shared(one.Offers, other.Seeks) + Shared(other.Offers, one.Seeks);
        var common = Shared(one.Dynamics, other.Dynamics);
        var dynamics = one.Dynamics.Length + other.Dynamics.Length - common;
        return new(
            all > 0 ? shared / all : 0,
            seeks > 0 ? (double)met / seeks : 0,
            dynamics > 0 && one.Dynamics.Length > 0 && other.Dynamics.Length > 0
                ? (double)(dynamics - common) / dynamics
                : 0,
            Kilometres(one.Place, other.Place) is { } distance ? HalfWay / (HalfWay + distance) : 0,
            one.Population > 0 && other.Population > 0
                ? (double)Math.Min(one.Population, other.Population) / Math.Max(one.Population, other.Population)
                : 0);
    }

    /// <summary>The best matches, the best first; equals in the order of their ids.</summary>
    public static IReadOnlyList<(MatchProfile Profile, Comparison Comparison)> Best(
        MatchProfile asking, IReadOnlyCollection<MatchProfile> profiles, int most)
    {
        var rarity = Rarity(profiles);
        return
        [
            .. profiles.Where(profile => profile.Id != asking.Id)
                .Select(profile => (profile, Compare(asking, profile, rarity)))
                .OrderByDescending(match => match.Item2.Score).ThenBy(match => match.profile.Id)
                .Take(most),
        ];
    }

    /// <summary>What two sorted sets share.</summary>
    public static IReadOnlyList<string> Common(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        var common = new List<string>();
        Walk(one, other, (word, isShared) =>
        {
            if (isShared)
                common.Add(word);
        });
        return common;
    }

    /// <summary>As the crow flies; null when a place is not known.</summary>
    public static double? Kilometres(Location? one, Location? other)
    {
        if (one is not { } from || other is not { } to)
            return null;
        var (latitude, longitude) = (Radians(to.Latitude - from.Latitude), Radians(to.Longitude - from.Longitude));
        var half = Math.Pow(Math.Sin(latitude / 2), 2)
            + Math.Cos(Radians(from.Latitude)) * Math.Cos(Radians(to.Latitude)) * Math.Pow(Math.Sin(longitude / 2), 2);
        return 2 * EarthRadius * Math.Asin(Math.Sqrt(Math.Min(1, half)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static int Shared(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        var (count, at, beside) = (0, 0, 0);
        while (at < one.Length && beside < other.Length)
        {
            var order = string.CompareOrdinal(one[at], other[beside]);
            count += order == 0 ? 1 : 0;
            at += order <= 0 ? 1 : 0;
            beside += order >= 0 ? 1 : 0;
        }
        return count;
    }

    /// <summary>Visits what is in one set or the other, in one order for both.</summary>
    private static void Walk(ImmutableArray<string> one, ImmutableArray<string> other, Action<string, bool> visit)
    {
        var (at, beside) = (0, 0);
        while (at < one.Length || beside < other.Length)
        {
            var order = at == one.Length ? 1
                : beside == other.Length ? -1
                : string.CompareOrdinal(one[at], other[beside]);
            visit(order <= 0 ? one[at] : other[beside], order == 0);
            at += order <= 0 ? 1 : 0;
            beside += order >= 0 ? 1 : 0;
        }
    }
}

/// <summary>How far each aspect speaks for two territories, from 0 to 1.</summary>
internal readonly record struct Comparison(
    double Values, double Needs, double Dynamics, double Distance, double Size)
{
    /// <summary>From 0 to 100.</summary>
    public double Score => Values * Matching.Values + Needs * Matching.Needs + Dynamics * Matching.Dynamics
        + Distance * Matching.Distance + Size * Matching.Size;
}
