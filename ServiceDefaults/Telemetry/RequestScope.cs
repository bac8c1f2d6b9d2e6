using System.Collections;
using Microsoft.AspNetCore.Http;

namespace ProjetK.ServiceDefaults;

/// <summary>What every log line inside a request says of it. It outlives the request: lines are sent later.</summary>
internal sealed class RequestScope(string rpc, string? resource) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>What the request is about, when it says so.</summary>
    public string? Resource => resource;

    /// <summary>Who asks; nobody until that is found out.</summary>
    public string? Caller { get; private set; }

    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new(Attributes.Rpc, rpc),
        1 => new(Attributes.Caller, Caller),
        2 => new(Attributes.Resource, resource),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>Writes down who asks.</summary>
    public static void Name(HttpContext context, string caller)
    {
        if (context.Features.Get<RequestScope>() is { } scope)
            scope.Caller = caller;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{rpc} {resource} by {Caller}";
}
