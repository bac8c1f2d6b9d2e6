namespace ProjetK.Applications;

/// <summary>How an applicant stands against the prerequisites of a call, and the population that counts.</summary>
internal sealed record Eligibility(IReadOnlyList<Check> Checks, Population Population)
{
    /// <summary>Not met when one prerequisite is not; else to be confirmed when a figure, the perimeter or the
    /// availability is. Cooperation and leadership are shown by the letters and do not count.</summary>
    public CheckStatus Status
    {
        get
        {
            var decisive = Checks.Where(check =>
                check.Prerequisite is not (Prerequisite.Cooperation or Prerequisite.Leadership)).ToArray();
            if (decisive.Any(check => check.Status == CheckStatus.NotMet))
                return CheckStatus.NotMet;
            return decisive.Any(check => check.Status == CheckStatus.ToBeConfirmed)
                ? CheckStatus.ToBeConfirmed
                : CheckStatus.Met;
        }
    }

    /// <summary>Checks an applicant whose communes are the given ones. <paramref name="taken"/> says which of them
    /// are not free; without it availability is not checked. <paramref name="counted"/> is the population where others
    /// than the figures say it.</summary>
    public static Eligibility Check(
        Call call, Applicant applicant, IReadOnlyList<Commune> communes, IReadOnlyList<Taken>? taken = null,
        Population? counted = null)
    {
        var population = counted ?? Population.Of(applicant, communes, call.Basis, call.Vintage ?? communes[0].Vintage);
        List<Check> checks =
        [
            CheckPopulation(call, population), CheckMergers(communes) ?? CheckPerimeter(call, communes),
        ];
        if (taken is not null)
            checks.Add(CheckAvailability(communes, taken));
        checks.Add(Later(Prerequisite.Cooperation, Texts.Cooperation));
        checks.Add(Later(Prerequisite.Leadership,
            applicant.Kind == ApplicantKind.Grouping ? Texts.LeadershipOfGrouping : Texts.Leadership));
        return new(checks, population);
    }

    private static Check CheckPopulation(Call call, Population population)
    {
        var (least, most) = (call.MinPopulation, call.MaxPopulation);
        if (population.Value is not { } value)
            return Later(Prerequisite.Population, Texts.PopulationUnknown, least, most);
        if (value < least)
            return Refused(Prerequisite.Population, "PERIMETER_TOO_SMALL", Texts.PopulationOutside, value, least, most);
        if (value > most)
            return Refused(Prerequisite.Population, "PERIMETER_TOO_LARGE", Texts.PopulationOutside, value, least, most);
        return population.Confirmed
            ? Met(Prerequisite.Population, Texts.PopulationInside, value, least, most)
            : Later(Prerequisite.Population, Texts.PopulationDeclared, value, least, most);
    }

    /// <summary>Whether the communes are those of the call, or of the syndicate where the call has no perimeter of its
    /// own.</summary>
    public static Check CheckPerimeter(Call call, IReadOnlyList<Commune> communes)
    {
        var own = call.Perimeter.Count > 0;
        var outside = communes.Where(commune => call.StatusOf(commune) == PerimeterStatus.Out).ToArray();
        if (outside.Length > 0)
            return Refused(Prerequisite.Perimeter, "COMMUNE_OUT_OF_PERIMETER",
                own ? Texts.PerimeterOfCallOutside : Texts.PerimeterOutside, Names(outside));
        var unsure = communes.Where(commune => call.StatusOf(commune) == PerimeterStatus.ToBeConfirmed).ToArray();
        return unsure.Length > 0
            ? Later(Prerequisite.Perimeter, Texts.PerimeterUnsure, Names(unsure))
            : Met(Prerequisite.Perimeter, own ? Texts.PerimeterOfCallInside : Texts.PerimeterInside, Names(communes));
    }

    private static Check? CheckMergers(IReadOnlyList<Commune> communes)
    {
        var merged = communes.Where(commune => commune.Successor is not null).ToArray();
        if (merged.Length == 0)
            return null;
        var names = string.Join(", ", merged.Select(one => $"{one.Title} → {one.Successor!.Name}"));
        return Refused(Prerequisite.Perimeter, "COMMUNE_SUPERSEDED", Texts.Merged, names) with { Merged = merged };
    }

    private static Check CheckAvailability(IReadOnlyList<Commune> communes, IReadOnlyList<Taken> taken)
    {
        string NamesOf(bool supported) => Names(communes.Where(commune =>
            taken.Any(one => one.Commune == commune.Code && one.Supported == supported)));
        if (NamesOf(supported: true) is { Length: > 0 } supported)
            return Refused(
                Prerequisite.Availability, "COMMUNE_ALREADY_SUPPORTED", Texts.AlreadySupported, supported);
        return NamesOf(supported: false) is { Length: > 0 } applying
            ? Refused(Prerequisite.Availability, "COMMUNE_ALREADY_APPLYING", Texts.AlreadyApplying, applying)
            : Met(Prerequisite.Availability, Texts.Available);
    }

    private static string Names(IEnumerable<Commune> communes) => string.Join(", ", communes.Select(one => one.Title));

    private static Check Met(Prerequisite prerequisite, Text text, params object[] values) =>
        new(prerequisite, CheckStatus.Met, "", text.With(values));

    private static Check Refused(Prerequisite prerequisite, string reason, Text text, params object[] values) =>
        new(prerequisite, CheckStatus.NotMet, reason, text.With(values));

    private static Check Later(Prerequisite prerequisite, Text text, params object[] values) =>
        new(prerequisite, CheckStatus.ToBeConfirmed, "", text.With(values));
}

/// <summary>How one prerequisite stands; the reason is that of the refusal a letter of intent would get.</summary>
internal sealed record Check(Prerequisite Prerequisite, CheckStatus Status, string Reason, string Explanation)
{
    /// <summary>The communes that merged, where that is the reason.</summary>
    public IReadOnlyList<Commune> Merged { get; init; } = [];
}

/// <summary>A commune that is not free: it takes part in another live application of the call, or is already
/// supported.</summary>
internal sealed record Taken(string Commune, bool Supported);

/// <summary>What a call asks of an applicant, in the order in which it is told.</summary>
internal enum Prerequisite
{
    Population,
    Perimeter,
    Availability,
    Cooperation,
    Leadership,
}

/// <summary>How a prerequisite stands.</summary>
internal enum CheckStatus
{
    Met,
    NotMet,
    ToBeConfirmed,
}
