namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Letter> ReissueLetter(V1.ReissueLetterRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var (application, letter) = IssuedLetters.Parse(request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var found = await ApplicationTable.Lock(transaction, application);
            var letters = await IssuedLetterTable.List(transaction, application);
            var wrong = letters.Find(one => one.Id == letter) ?? throw CommonErrors.NotFound(request.Name);
            if (letters.Find(one => one.Supersedes == letter) is { } newer)
                throw Errors.LetterIssued(newer.Name);
            var number = letters.Count(one => one.Subject == wrong.Subject) + 1;
            return await Issue(
                transaction, found, wrong.Subject, wrong.SubjectTime, request.Text, number, wrong, reason);
        });
    }
}
