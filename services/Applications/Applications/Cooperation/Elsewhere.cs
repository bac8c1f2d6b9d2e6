using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    /// <summary>How other services would refuse the steps that a manager could take next, as far as they answer. Asked for
    /// the few applications that are so far.</summary>
    private async Task<IReadOnlyDictionary<Transition, DomainException>?> Elsewhere(
        Application application, ServerCallContext context)
    {
        if (!context.GetCaller().Has(Role.Manager) || application.IsVeiled
            || application.State is not (ApplicationState.Selected or ApplicationState.Cooperation))
            return null;
        var refusals = new Dictionary<Transition, DomainException>();
        if (application.State == ApplicationState.Selected)
        {
            var agreement = await Refused(() => RequireCommittedGrant(application, context));
            await Note(Transition.StartCooperation,
                async () => await Refused(() => RequireSupportTeam(application, context)) ?? agreement);
            await Note(Transition.TerminateCooperation, () => Task.FromResult(agreement));
        }
        else
            await Note(Transition.OpenPlace, () => Refused(() => RequireCentralSite(application, context)));
        return refusals;

        async Task Note(Transition step, Func<Task<DomainException?>> ask)
        {
            if (application.Refusal(step, database.Now) is null && await ask() is { } refusal)
                refusals.Add(step, refusal);
        }
    }

    /// <summary>The refusal; null where there is none. Whether a service answers is nothing that the step waits for.</summary>
    private static async Task<DomainException?> Refused(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (DomainException refusal)
        {
            return refusal.Code == StatusCode.FailedPrecondition ? refusal : null;
        }
        catch (RpcException)
        {
            return null;
        }
    }
}
