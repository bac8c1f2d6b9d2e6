namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> ReplaceCommune(V1.ReplaceCommuneRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var (former, by) = (violations.Commune(request.Commune, "commune"), violations.Commune(request.By, "by"));
        violations.ThrowIfAny();
        return Change(request, request.Name, request.Etag, context, async (application, transaction) =>
        {
            if (application.Refusal(Transition.ReplaceCommune, transaction.Now) is { } refusal)
                throw refusal;
            await RequireSuccessor(application, former, by, transaction);
            await RequireFree(application, by, transaction);
            ParticipationTable.Replace(transaction, application.Id, former, by);
            var communes = await CommunesOf(application, transaction);
            var current = await CommuneTable.Find(
                transaction, application.Applicant.Communes.Where(code => code != former), null);
            var othersMerged = current.Count(one => one.Successor is null) < application.Applicant.Communes.Count - 1;
            return application.Replace(
                communes.First(one => one.Code == former), by, request.Reason.Trim(), othersMerged, transaction.Now);
        });
    }

    /// <summary>Refuses to replace what did not merge, and by another commune than the one it is part of today. Where
    /// it is no commune any more and the files name no successor, the manager knows.</summary>
    private static async Task RequireSuccessor(
        Application application, string former, string by, Transaction transaction)
    {
        if (!application.Applicant.Communes.Contains(former))
            throw Errors.NotAMember("commune", former);
        await CommuneTable.CheckExist(transaction, [by], "by");
        var today = (await CommuneTable.Find(transaction, [former], null)).FirstOrDefault();
        if (today is { Successor: null })
            throw Errors.StillACommune(former);
        if (today?.Successor is { } heir && heir.Code != by)
            throw Errors.NotTheSuccessor(former, heir.Code);
    }

    private static async Task RequireFree(Application application, string commune, Transaction transaction)
    {
        if (!application.State.IsLive() && !application.State.IsSupported())
            return;
        var taken = await ParticipationTable.Taken(transaction, application.Call.Id, [commune], application.Id);
        if (taken.Count > 0)
            throw taken[0].Supported ? Errors.CommuneAlreadySupported() : Errors.CommuneAlreadyApplying();
    }
}
