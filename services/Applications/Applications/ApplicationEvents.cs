using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>What other services learn of an application.</summary>
internal static class ApplicationEvents
{
    public static IntentAccepted ToIntentAccepted(
        this Application application, IReadOnlyList<Commune> communes) => new(
        application.Id,
        application.TerritoryId!.Value,
        application.Call.Id,
        application.TerritoryName(communes),
        [.. application.Communes()],
        application.Population.Value!.Value,
        application.Project.SharedValues,
        application.UpdateTime,
        application.Version);

    public static SelectionProposed ToSelectionProposed(this Application application) => new(
        application.Proposal!.Id,
        application.Id,
        application.TerritoryId!.Value,
        application.Call.Id,
        application.Applicant.Lead,
        application.Population.Value!.Value,
        application.UpdateTime,
        application.Version,
        [.. application.Communes()]);

    public static ApplicationSelected ToApplicationSelected(this Application application) => new(
        application.Id,
        application.TerritoryId!.Value,
        application.Call.Id,
        application.Decision!.GrantId!.Value,
        application.UpdateTime,
        application.Version);

    public static ApplicationWithdrawn ToApplicationWithdrawn(this Application application) => new(
        application.Id, application.TerritoryId, application.Call.Id, application.UpdateTime, application.Version);

    public static ApplicationLapsed ToApplicationLapsed(this Application application) => new(
        application.Id, application.TerritoryId, application.Call.Id, application.UpdateTime, application.Version);

    public static ApplicationIneligible ToApplicationIneligible(this Application application) => new(
        application.Id, application.TerritoryId, application.Call.Id, application.UpdateTime, application.Version);

    public static ApplicationWaitlisted ToApplicationWaitlisted(this Application application) => new(
        application.Id, application.TerritoryId, application.Call.Id, application.UpdateTime, application.Version);

    public static ApplicationRejected ToApplicationRejected(this Application application) => new(
        application.Id, application.TerritoryId, application.Call.Id, application.UpdateTime, application.Version);

    public static ApplicationReinstated ToApplicationReinstated(this Application application) => new(
        application.Id, application.TerritoryId, application.Call.Id, application.UpdateTime, application.Version);

    public static CooperationStarted ToCooperationStarted(this Application application) => new(
        application.Id,
        application.TerritoryId!.Value,
        application.Call.Id,
        application.Decision!.GrantId!.Value,
        application.UpdateTime,
        application.Version);

    public static CooperationTerminated ToCooperationTerminated(this Application application) => new(
        application.Id,
        application.TerritoryId!.Value,
        application.Call.Id,
        application.Decision!.GrantId!.Value,
        application.UpdateTime,
        application.Version);

    public static PlaceOpened ToPlaceOpened(this Application application) => new(
        application.Id,
        application.TerritoryId!.Value,
        application.Call.Id,
        application.Decision!.GrantId!.Value,
        application.UpdateTime,
        application.Version);
}
