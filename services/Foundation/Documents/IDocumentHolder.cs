namespace ProjetK.Foundation;

/// <summary>What the documents of a service belong to, and what may be done with them there.</summary>
public interface IDocumentHolder
{
    /// <summary>What the names of holders look like, e.g. <c>applications/{application}</c>.</summary>
    string Pattern { get; }

    /// <summary>Finds the holder; refuses with NOT_FOUND whoever may not read it.</summary>
    Task<DocumentRules> Read(string holder, Caller caller, CancellationToken cancellation);

    /// <summary>Finds it in the same way and keeps it from changing until the commit.</summary>
    Task<DocumentRules> Lock(string holder, Transaction transaction);
}

/// <summary>What may be done with the documents of a holder now.</summary>
/// <param name="State">Where the holder stands, for its history; null where it has no states.</param>
/// <param name="AddRefusal">Why no document can be added; null when one can.</param>
/// <param name="DeleteRefusal">Why a document cannot be deleted; null when it can.</param>
public sealed record DocumentRules(
    string? State, DomainException? AddRefusal, Func<Document, DomainException?> DeleteRefusal);
