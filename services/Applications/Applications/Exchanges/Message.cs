namespace ProjetK.Applications;

/// <summary>Something that was written about an application.</summary>
internal sealed record Message(
    Guid Id, Guid ApplicationId, MessageVisibility Visibility, string Text, Author Author, DateTimeOffset CreateTime)
{
    public const string Pattern = "applications/{application}/messages/{message}";
}

/// <summary>Who reads a message; numbered as on the wire.</summary>
internal enum MessageVisibility { Everyone = 1, Staff }
