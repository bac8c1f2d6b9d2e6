using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>What a letter of the syndicate tells; the numbers are those of the contract.</summary>
internal enum LetterSubject { Acceptance = 1, Ineligibility, Selection, Refusal, WaitingList }

/// <summary>A letter of the syndicate as it was sent.</summary>
/// <param name="Number">Counts the letters of its subject; those of another must not show as a gap.</param>
/// <param name="SubjectTime">When what it tells was decided: who may not know of that, may not know of the
/// letter.</param>
internal sealed record IssuedLetter(
    Guid Id, Guid ApplicationId, int Number, LetterSubject Subject, string Reference, string Text,
    string ReissueReason, Guid? Supersedes, DateTimeOffset SubjectTime, DateTimeOffset IssueTime, byte[] Sha256)
{
    public const string Pattern = "applications/{application}/letters/{letter}";

    public string Name => NameOf(Id);

    public string FileName => $"{Reference.Replace('/', ' ')}.pdf";

    /// <summary>True when what the letter tells is known to whoever sees the application so: a decision that another took
    /// the place of before it was announced never is.</summary>
    public bool IsKnownBy(Application seen) =>
        Subject is LetterSubject.Acceptance or LetterSubject.Ineligibility
        || seen.Decision?.HeardTimes.Contains(SubjectTime) == true;

    public V1.Letter ToProto(byte[]? pdf = null) => new()
    {
        Name = Name,
        Kind = (V1.Letter.Types.Kind)(int)Subject,
        Reference = Reference,
        Text = Text,
        IssueTime = IssueTime.ToTimestamp(),
        Sha256 = Convert.ToHexStringLower(Sha256),
        Supersedes = Supersedes is { } older ? NameOf(older) : "",
        ReissueReason = ReissueReason,
        Pdf = pdf is null ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(pdf),
    };

    private string NameOf(Guid id) => $"{ApplicationWire.Name(ApplicationId)}/letters/{id}";
}
