using ProjetK.Funding.V1;

namespace ProjetK.Applications;

/// <summary>Puts together what Funding says of a selection, on the wire.</summary>
internal static class Simulation
{
    public static V1.SimulateSelectionResponse Of(
        IReadOnlyList<Application> applications, IReadOnlyList<SimulateGrantResponse> costs,
        CheckAvailabilityResponse availability, int placesLeft)
    {
        var total = costs.Sum(cost => Moneys.ToCents(cost.Total, "total"));
        var available = Moneys.ToCents(availability.Available, "available");
        var spent = availability.Projects.Where(project => project.Fits)
            .Sum(project => Moneys.ToCents(project.Total, "total"));
        return new()
        {
            Envelope = availability.Envelope,
            Projects = { applications.Zip(availability.Projects, ToProto) },
            Years =
            {
                costs.SelectMany(cost => cost.Years).GroupBy(year => year.Year_)
                    .OrderBy(year => year.Key).Select(AddUp),
            },
            Total = Moneys.FromCents(total),
            Available = availability.Available,
            Remaining = Moneys.FromCents(available - spent),
            Missing = availability.Missing,
            PlacesLeft = placesLeft,
        };
    }

    private static V1.SimulateSelectionResponse.Types.Project ToProto(
        Application application, CheckAvailabilityResponse.Types.Project project) => new()
        {
            Application = ApplicationWire.Name(application.Id),
            Population = project.Population,
            Total = project.Total,
            Fits = project.Fits,
        };

    private static V1.SimulateSelectionResponse.Types.Year AddUp(
        IGrouping<int, SimulateGrantResponse.Types.Year> years)
    {
        var investment = years.Sum(year => Moneys.ToCents(year.Investment, "investment"));
        var operating = years.Sum(year => Moneys.ToCents(year.Operating, "operating"));
        return new()
        {
            Year_ = years.Key,
            Investment = Moneys.FromCents(investment),
            Operating = Moneys.FromCents(operating),
            Total = Moneys.FromCents(investment + operating),
        };
    }
}
