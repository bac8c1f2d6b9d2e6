namespace ProjetK.Applications;

/// <summary>An address that wants to be told of calls, and the secret of its links.</summary>
internal sealed record Subscriber(Guid Id, string Email, string Secret);
