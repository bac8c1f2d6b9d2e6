using ProjetK.Auth.V1;

namespace ProjetK.Foundation;

/// <summary>Who is asking: a person, a service, or nobody known. <paramref name="Subject"/> is <c>people/{id}</c> or
/// <c>services/{name}</c>; <paramref name="Communes"/> holds INSEE codes; <paramref name="Service"/> names the service
/// that asks, for itself or for the person in <paramref name="Subject"/>.</summary>
public sealed record Caller(
    string Subject,
    IReadOnlySet<Access.Types.Role> Roles,
    IReadOnlySet<string> Communes,
    string? Service = null)
{
    /// <summary>Somebody without a token.</summary>
    public static Caller Nobody { get; } = new("anonymous", new HashSet<Access.Types.Role>(), new HashSet<string>());

    /// <summary>The person for whom a service asks, with the roles of their own token; null when the service asks for
    /// itself. The service's role decides whether the RPC may be called, the person's what of it is shown.</summary>
    public Caller? OnBehalfOf { get; init; }

    /// <summary>True for somebody without a token.</summary>
    public bool Anonymous => ReferenceEquals(this, Nobody);

    /// <summary>The service itself, in work that nobody asked for: consumers, timers.</summary>
    public static Caller OfService(string name) => new(
        $"services/{name}", new HashSet<Access.Types.Role> { Access.Types.Role.Service }, new HashSet<string>(), name);

    /// <summary>True when the caller holds that role.</summary>
    public bool Has(Access.Types.Role role) => Roles.Contains(role);

    /// <summary>The INSEE codes of the communes whose data this caller may see; null for all of them, which one of the
    /// <paramref name="unbound"/> roles gives. A service sees for a person what that person sees.</summary>
    public string[]? BoundTo(params Access.Types.Role[] unbound) =>
        unbound.Any((OnBehalfOf ?? this).Has) ? null : [.. Communes];

    /// <summary>This service, asking for that person.</summary>
    internal Caller For(Caller person) =>
        this with { Subject = person.Subject, Communes = person.Communes, OnBehalfOf = person };
}

/// <summary>Finds the caller of an RPC.</summary>
public static class CallerExtensions
{
    /// <summary>Who called this RPC.</summary>
    public static Caller GetCaller(this ServerCallContext context) => Callers.Of(context.GetHttpContext());
}
