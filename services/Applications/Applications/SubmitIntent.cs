namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.SubmitIntentResponse> SubmitIntent(
        V1.SubmitIntentRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            application.Applicant.RequireLead(transaction.Caller);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var call = await GetCall(transaction, application.Call);
            var communes = await CommuneTable.Find(transaction, application.Applicant.Communes, call.Vintage);
            application.Applicant.CheckAgainst(communes, call.Basis, "applicant");
            var taken = await ParticipationTable.Taken(transaction, call.Id, application.Applicant.Communes, id);
            var eligibility = Eligibility.Check(call, application.Applicant, communes, taken);
            var submitted = application.SubmitIntent(call, eligibility, transaction.Now);
            submitted = submitted with
            {
                Reference = await ApplicationTable.NextReference(transaction, Paris.DayOf(call.IntentOpenTime).Year),
            };
            ApplicationTable.Save(transaction, application, submitted);
            ParticipationTable.RememberPerimeter(transaction, id, call.Inside(communes));
            return new V1.SubmitIntentResponse
            {
                Receipt = submitted.Receipt(LetterKind.Intent),
                Application = submitted.ToProto(transaction.Caller),
            };
        });
    }
}
