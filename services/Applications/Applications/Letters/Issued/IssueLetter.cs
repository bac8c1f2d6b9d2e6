using System.Security.Cryptography;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Letter> IssueLetter(V1.IssueLetterRequest request, ServerCallContext context)
    {
        var subject = SubjectOf(request.Kind);
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent");
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            var time = application.TimeOf(subject);
            var letters = (await IssuedLetterTable.List(transaction, id)).Where(one => one.Subject == subject).ToList();
            if (letters.Any(letter => letter.SubjectTime == time))
                throw Errors.LetterIssued(letters[^1].Name);
            return await Issue(transaction, application, subject, time, request.Text, letters.Count + 1, null, "");
        });
    }

    private static async Task<V1.Letter> Issue(
        Transaction transaction, Application application, LetterSubject subject, DateTimeOffset time, string text,
        int number, IssuedLetter? supersedes, string reason)
    {
        var (communes, syndicate) = (await CommunesOf(application, transaction), await SyndicateTable.Read(transaction));
        if (string.IsNullOrWhiteSpace(text))
            text = supersedes?.Text ?? LetterTexts.Of(subject, application, communes);
        var reference = $"{application.Reference}/{LetterTexts.CodeOf(subject)}-{number}";
        var pdf = PdfWriter.Write(LetterSheet.Of(
            application, subject, text.Trim(), reference, transaction.Now, communes, syndicate,
            supersedes is null ? "" : Texts.LetterReissue.With(
                supersedes.Reference, French.Day(Paris.DayOf(supersedes.IssueTime)), reason)));
        var letter = new IssuedLetter(
            Guid.CreateVersion7(), application.Id, number, subject, reference, text.Trim(), reason, supersedes?.Id, time,
            transaction.Now, SHA256.HashData(pdf));
        IssuedLetterTable.Add(transaction, letter, pdf);
        Record(transaction, application, letter);
        return letter.ToProto(pdf);
    }

    /// <summary>What tells a decision stays out of the histories of those who may not know it yet.</summary>
    private static void Record(Transaction transaction, Application application, IssuedLetter letter)
    {
        string[] fields = letter.IsKnownBy(application.SeenBy(Caller.Nobody)) ? ["letters"] : ["letters", HistoryWire.Unannounced];
        var state = EnumText.Of(application.State);
        transaction.Record(ApplicationWire.Name(application.Id), state, state, fields);
    }

    private static LetterSubject SubjectOf(V1.Letter.Types.Kind kind) => kind == V1.Letter.Types.Kind.Unspecified
        ? throw CommonErrors.InvalidField("kind", "is required.")
        : (LetterSubject)(int)kind;
}
