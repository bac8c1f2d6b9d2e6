namespace ProjetK.Applications;

/// <summary>Finds letters of the syndicate for those who may know of them.</summary>
internal sealed class IssuedLetters(Database database)
{
    /// <summary>The letters to an applicant that this caller may know of, the oldest first.</summary>
    public async Task<List<IssuedLetter>> List(Guid application, Caller caller, CancellationToken cancellation)
    {
        var seen = (await ApplicationTable.Get(database, application, caller, cancellation)).SeenBy(caller);
        var letters = await IssuedLetterTable.List(database, application, cancellation);
        return Ownership.SeesChoices(caller) ? letters : [.. letters.Where(letter => letter.IsKnownBy(seen))];
    }

    /// <summary>A letter with its PDF; refuses when there is none for this caller.</summary>
    public async Task<(IssuedLetter Letter, byte[] Pdf)> Get(
        string name, Caller caller, CancellationToken cancellation)
    {
        var (application, id) = Parse(name);
        var letter = (await List(application, caller, cancellation)).Find(one => one.Id == id)
            ?? throw CommonErrors.NotFound(name);
        return (letter, await IssuedLetterTable.Pdf(database, id, cancellation));
    }

    /// <summary>A letter over HTTP: its PDF, unless only JSON is accepted.</summary>
    public async Task Answer(FileCall call)
    {
        var (letter, pdf) = await Get(call.Read<V1.GetLetterRequest>().Name, call.Caller, call.Http.RequestAborted);
        await (call.WantsJson
            ? call.Answer(letter.ToProto(pdf))
            : call.Answer(letter.FileName, "application/pdf", pdf));
    }

    public static (Guid Application, Guid Letter) Parse(string name) =>
        ResourceName.ParseGuids(IssuedLetter.Pattern, name);
}
