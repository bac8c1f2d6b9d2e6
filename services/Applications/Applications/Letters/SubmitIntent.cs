namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.SubmitIntentResponse> SubmitIntent(
        V1.SubmitIntentRequest request, ServerCallContext context)
    {
        Application? received = null;
        var response = await Change(request, request.Name, request.Etag, context, async (application, transaction) =>
        {
            var (call, applicant) = (application.Call, application.Applicant);
            var communes = await CommunesOf(application, transaction);
            applicant.CheckAgainst(communes, call.Basis, "applicant");
            var taken = await ParticipationTable.Taken(transaction, call.Id, applicant.Communes, application.Id);
            var submitted = application.SubmitIntent(
                Eligibility.Check(call, applicant, communes, taken, application.CountedByHand), transaction.Now);
            ParticipationTable.RememberPerimeter(transaction, application.Id, call.Inside(communes));
            var year = Paris.DayOf(call.IntentOpenTime).Year;
            submitted = submitted with { Reference = await ApplicationTable.NextReference(transaction, year) };
            return received = submitted;
        }, (submitted, transaction) => new V1.SubmitIntentResponse
        {
            Receipt = submitted.ToReceipt(LetterKind.Intent),
            Application = submitted.ToProto(transaction.Caller, transaction.Now),
        });
        // The next letter has its reference meanwhile; if this process dies now, the receipt is written all the same.
        if (received is not null)
            await receipts.WriteMissing(received, LetterKind.Intent, context.CancellationToken);
        return response;
    }
}
