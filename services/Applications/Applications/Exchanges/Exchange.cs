namespace ProjetK.Applications;

/// <summary>A meeting about an application.</summary>
internal sealed record Exchange(
    Guid Id, Guid ApplicationId, DateOnly Day, IReadOnlyList<string> People, string Minutes,
    IReadOnlyList<string> Decisions, Author Author, DateTimeOffset CreateTime)
{
    public const string Pattern = "applications/{application}/exchanges/{exchange}";
}
