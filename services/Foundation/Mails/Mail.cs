namespace ProjetK.Foundation;

/// <summary>A mail as it is written. <paramref name="Kind"/> tells operators what it is about, such as
/// <c>ACTOR_INVITATION</c>, and nothing of whom; subject and text are French and plain.</summary>
public sealed record Mail(string Kind, string Subject, string Text)
{
    /// <summary>Stands in a text for the name of whoever gets the mail, which is known only when it leaves.</summary>
    public const string Name = "{name}";
}
