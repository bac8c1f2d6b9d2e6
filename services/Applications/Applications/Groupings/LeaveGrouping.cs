namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> LeaveGrouping(V1.LeaveGroupingRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var named = violations.OptionalCommune(request.Commune, "commune");
        violations.ThrowIfAny();
        return Change(request, request.Name, request.Etag, context, async (application, transaction) =>
        {
            var leaving = named ?? OwnMember(application, transaction.Caller);
            Ownership.RequireCommune(transaction.Caller, leaving);
            if (application.Refusal(Transition.LeaveGrouping, transaction.Now) is { } refusal)
                throw refusal;
            var rest = application.Without(leaving);
            var communes = await CommuneTable.Find(transaction, rest.Communes, application.Call.Vintage);
            var population = Eligibility.Check(application.Call, rest, communes).Population;
            return application.Leave(rest, population, transaction.Now);
        });
    }

    /// <summary>The one member that the caller speaks for.</summary>
    private static string OwnMember(Application application, Caller caller) =>
        application.Applicant.Communes.Where(caller.Communes.Contains).ToArray() is [var one]
            ? one
            : throw CommonErrors.InvalidField("commune", "is required: you speak for several members.");
}
