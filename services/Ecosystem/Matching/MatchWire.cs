using Aspect = ProjetK.Ecosystem.V1.Match.Types.Aspect;

namespace ProjetK.Ecosystem;

/// <summary>Puts matches on the wire, with their reasons in words.</summary>
internal static class MatchWire
{
    public static V1.Match ToProto(MatchProfile asking, MatchProfile found, Comparison comparison)
    {
        var values = Matching.Common(asking.Values, found.Values);
        var met = Matching.Common(asking.Offers, found.Seeks).Concat(Matching.Common(found.Offers, asking.Seeks))
            .Distinct().ToList();
        var dynamics = asking.Dynamics.Except(found.Dynamics).Concat(found.Dynamics.Except(asking.Dynamics)).ToList();
        var kilometres = Matching.Kilometres(asking.Place, found.Place);
        return new()
        {
            Territory = Territory.NameOf(found.Id),
            DisplayName = found.DisplayName,
            Score = comparison.Score,
            Reasons =
            {
                Reason(Aspect.Values, comparison.Values, Matching.Values, values,
                    values.Count > 0 ? Texts.ValuesShared.With(values.Count) : Texts.ValuesNotShared.Wording),
                Reason(Aspect.Needs, comparison.Needs, Matching.Needs, met,
                    met.Count > 0 ? Texts.NeedsMet.With(string.Join(", ", met)) : Texts.NeedsNotMet.Wording),
                Reason(Aspect.Dynamics, comparison.Dynamics, Matching.Dynamics,
                    comparison.Dynamics > 0 ? dynamics : [],
                    comparison.Dynamics > 0
                        ? Texts.DynamicsComplementary.With(dynamics.Count)
                        : Texts.DynamicsAlike.Wording),
                Reason(Aspect.Distance, comparison.Distance, Matching.Distance, [],
                    kilometres is { } known ? Texts.DistanceKnown.With(known) : Texts.DistanceUnknown.Wording),
                Reason(Aspect.Size, comparison.Size, Matching.Size, [],
                    found.Population > 0 ? Texts.SizeKnown.With(found.Population) : Texts.SizeUnknown.Wording),
            },
        };
    }

    private static V1.Match.Types.Reason Reason(
        Aspect aspect, double degree, double weight, IEnumerable<string> items, string explanation) => new()
        {
            Aspect = aspect,
            Degree = degree,
            Weight = weight,
            Share = degree * weight,
            Items = { items },
            Explanation = explanation,
        };
}
