namespace ProjetK.Applications;

/// <summary>As what an application is shown to those who do not learn yet what the syndicate decided: where it stood
/// before, and as of when.</summary>
internal sealed record Shown(ApplicationState State, long Version, DateTimeOffset UpdateTime);
