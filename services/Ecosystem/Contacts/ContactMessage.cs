using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>What one territory wrote to another, and the answer.</summary>
internal sealed record ContactMessage(
    Guid Id,
    Guid Territory,
    Guid From,
    string Message,
    string Answer,
    SecretLink? Link,
    DateTimeOffset CreateTime,
    DateTimeOffset? AnswerTime,
    long Version)
{
    public const string Pattern = "territories/{territory}/contacts/{contact}";

    /// <summary>How long a partner can answer by its link.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public string Name => $"{Ecosystem.Territory.NameOf(Territory)}/contacts/{Id}";

    public ContactState State => AnswerTime is null ? ContactState.Open : ContactState.Answered;

    /// <summary>By the link of a mail: wrong, used and too old look the same.</summary>
    public ContactMessage AnswerByLink(string secret, string answer, DateTimeOffset now) =>
        AnswerTime is null && Link?.Opens(secret, now) == true ? Close(answer, now) : throw Errors.LinkExpired();

    /// <summary>By somebody of the territory.</summary>
    public ContactMessage AnswerBySomebody(string answer, DateTimeOffset now) => AnswerTime is null
        ? Close(answer, now)
        : throw Errors.WrongState(Name, State, ContactState.Open);

    public V1.Contact ToProto() => new()
    {
        Name = Name,
        From = Ecosystem.Territory.NameOf(From),
        Message = Message,
        Answer = Answer,
        State = (V1.Contact.Types.State)State,
        CreateTime = CreateTime.ToTimestamp(),
        AnswerTime = AnswerTime?.ToTimestamp(),
    };

    private ContactMessage Close(string answer, DateTimeOffset now) =>
        this with { Answer = answer, AnswerTime = now, Link = null, Version = Version + 1 };
}

/// <summary>Where it stands; numbered as on the wire.</summary>
internal enum ContactState
{
    Open = 1,
    Answered = 2,
}
