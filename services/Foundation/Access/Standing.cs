namespace ProjetK.Foundation;

/// <summary>Looks up what a person may do now: a token says only what they could when it was made. Registered by the
/// service that keeps people; refuses somebody who may do nothing any more.</summary>
public delegate Task<Caller> CurrentCaller(Caller caller, CancellationToken cancellation);

/// <summary>Looks again at the person whom a valid token names: they may have been erased since, and where people are
/// kept their present roles count.</summary>
internal sealed class Standing(ErasedPeople erased, CurrentCaller? current = null)
{
    private const string People = "people/";

    public async Task<Caller> Check(Caller caller, CancellationToken cancellation)
    {
        var person = caller.OnBehalfOf ?? caller;
        if (!person.Subject.StartsWith(People, StringComparison.Ordinal))
            return caller;
        if (await erased.Contains(person.Subject, cancellation))
            throw CommonErrors.InvalidToken();
        if (current is null)
            return caller;
        var known = await current(person, cancellation);
        return caller.OnBehalfOf is null ? known : caller.For(known);
    }
}
