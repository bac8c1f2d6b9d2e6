namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> AnswerCorrection(
        V1.AnswerCorrectionRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        // Funding is asked before the transaction: no lock is held while it answers.
        var seen = await ApplicationTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        seen.RequireTheirs(context, context.GetCaller());
        var estimate = seen is { HasOtherApplicant: true, Engagement.SubmitTime: not null, Population.Value: { } value }
            ? await grants.Ask(seen.Call.Id, value, context.CancellationToken)
            : null;
        return await Change(request, request.Name, request.Etag, context, async (application, transaction) =>
        {
            if (application.Version != seen.Version)
                throw CommonErrors.EtagMismatch();
            return await Answer(application, estimate, transaction);
        });
    }

    private static async Task<Application> Answer(
        Application application, GrantEstimate? estimate, Transaction transaction)
    {
        var (call, applicant) = (application.Call, application.Applicant);
        var communes = await CommunesOf(application, transaction);
        applicant.CheckAgainst(communes, call.Basis, "applicant");
        var taken = await ParticipationTable.Taken(transaction, call.Id, applicant.Communes, application.Id);
        var eligibility = Eligibility.Check(call, applicant, communes, taken);
        var answered = application.AnswerCorrection(eligibility, estimate, transaction.Now);
        if (application.HasOtherApplicant && application.State == ApplicationState.IntentSubmitted)
            ParticipationTable.RememberPerimeter(transaction, application.Id, call.Inside(communes));
        await Receipts.Write(transaction, answered, application.State == ApplicationState.IntentSubmitted
            ? LetterKind.Intent
            : LetterKind.Engagement);
        return answered;
    }
}
