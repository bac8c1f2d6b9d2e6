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

    /// <summary>True when others take part, another leads or other inhabitants count than others were told when the letter
    /// of intent was accepted.</summary>
    public static bool HasOtherApplicant(this Application application, Application before) =>
        before.TerritoryId is not null && application.Population.Value is not null
        && application.State is not (ApplicationState.Draft or ApplicationState.IntentSubmitted)
        && before.State is not (ApplicationState.Draft or ApplicationState.IntentSubmitted)
        && (!application.Communes().SequenceEqual(before.Communes())
            || application.Population.Value != before.Population.Value);

    public static ApplicantChanged ToApplicantChanged(this Application application) => new(
        application.Id,
        application.TerritoryId!.Value,
        [.. application.Communes()],
        application.Population.Value!.Value,
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
