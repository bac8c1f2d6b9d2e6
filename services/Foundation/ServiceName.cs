namespace ProjetK.Foundation;

/// <summary>The name under which this service is deployed, discovered and known to the database.</summary>
internal sealed record ServiceName(string Value);
