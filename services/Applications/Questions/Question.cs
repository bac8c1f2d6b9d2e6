using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>What somebody asked about a call.</summary>
internal sealed record Question(
    Guid Id, string CallId, QuestionState State, string Text, string Answer, string DiscardReason,
    DateTimeOffset CreateTime, DateTimeOffset? AnswerTime)
{
    public const string Pattern = "calls/{call}/questions/{question}";

    public string Name => $"calls/{CallId}/questions/{Id}";

    /// <summary>Publishes it, with that wording, and the answer.</summary>
    public Question Publish(string text, string answer, DateTimeOffset now) => Settle(now) with
    {
        State = QuestionState.Answered,
        Text = text,
        Answer = answer,
    };

    /// <summary>Nobody reads it; nothing is left of what was asked.</summary>
    public Question Discard(string reason, DateTimeOffset now) => Settle(now) with
    {
        State = QuestionState.Discarded,
        Text = "",
        DiscardReason = reason,
    };

    public V1.Question ToProto(bool isManager) => new()
    {
        Name = Name,
        Text = Text,
        Answer = Answer,
        DiscardReason = isManager ? DiscardReason : "",
        State = (V1.Question.Types.State)State,
        CreateTime = CreateTime.ToTimestamp(),
        AnswerTime = AnswerTime?.ToTimestamp(),
    };

    private Question Settle(DateTimeOffset now) => State == QuestionState.Open
        ? this with { AnswerTime = now }
        : throw CallErrors.QuestionSettled(State);
}

/// <summary>Where a question stands; numbered as on the wire.</summary>
internal enum QuestionState { Open = 1, Answered, Discarded }
