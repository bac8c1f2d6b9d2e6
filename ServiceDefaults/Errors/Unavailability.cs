namespace ProjetK.ServiceDefaults;

/// <summary>Says which exceptions mean that <paramref name="Dependency"/>, e.g. the database, does not answer.</summary>
public sealed record Unavailability(Func<Exception, bool> Explains, string Dependency);
