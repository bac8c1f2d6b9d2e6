using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>What the public sees of an application: nothing of persons, nothing that was not announced.</summary>
internal static class PublicApplicationWire
{
    public const string Pattern = "publicApplications/{public_application}";

    /// <summary>The application for everybody; <paramref name="communes"/> are all that it names, and maybe
    /// others.</summary>
    public static V1.PublicApplication ToPublic(this Application application, IReadOnlyList<Commune> communes)
    {
        var seen = application.SeenBy(Caller.Nobody);
        return new()
        {
            Name = $"publicApplications/{seen.Id}",
            Reference = seen.Reference,
            Call = seen.Call.Name,
            Kind = seen.Applicant.ToProto().Kind,
            DisplayName = seen.TerritoryName(
                [.. communes.Where(commune => seen.Applicant.Communes.Contains(commune.Code))]),
            Communes = { seen.Communes().Select(code => $"communes/{code}") },
            Population = seen.Population.Value ?? 0,
            Title = seen.Project.Title,
            Phase = (V1.PublicApplication.Types.Phase)(int)seen.State,
            Decision = seen.Decision?.ToPublic(),
            Territory = seen.TerritoryId is { } territory ? $"territories/{territory}" : "",
            SubmitTime = seen.Intent.SubmitTime?.ToTimestamp(),
        };
    }

    private static V1.PublicApplication.Types.Decision ToPublic(this Decision decision) => new()
    {
        Outcome = (V1.PublicApplication.Types.Decision.Types.Outcome)(int)decision.Outcome,
        PublicReason = decision.PublicReason,
        AnnounceTime = decision.AnnounceTime?.ToTimestamp(),
    };
}
