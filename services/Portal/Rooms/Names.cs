using Microsoft.Extensions.Caching.Memory;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Identity.V1;
using ProjetK.Portal.Session;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Portal.Rooms;

/// <summary>What communes, territories, terms and people are called. All but the last are public and rarely change: they are
/// kept for a while. Names of people are asked for each time, and only for those who may read them.</summary>
internal sealed class Names(
    CommuneService.CommuneServiceClient communes, EcosystemService.EcosystemServiceClient ecosystem,
    ApplicationService.ApplicationServiceClient applications,
    IdentityService.IdentityServiceClient identity, IHttpContextAccessor http, IMemoryCache kept)
{
    private static readonly TimeSpan AWhile = TimeSpan.FromHours(1);

    private static readonly Role[] Knowing =
        [Role.Administrator, Role.Manager, Role.Finance, Role.Facilitator, Role.Auditor];

    private readonly Dictionary<string, string> people = [];

    /// <summary>Reads the names of communes, for <see cref="Commune"/>.</summary>
    public Task ReadCommunes(IEnumerable<string> names) => Keep(names, async name =>
        (await communes.GetCommuneAsync(new() { Name = name }).IfItAnswers())?.DisplayName);

    /// <summary>The name of a commune that was read, or its code.</summary>
    public string Commune(string name) => Kept(name) ?? name.Id();

    /// <summary>Reads the names of territories, for <see cref="Territory"/>.</summary>
    public Task ReadTerritories(IEnumerable<string> names) => Keep(names, async name =>
        (await ecosystem.GetTerritoryAsync(new() { Name = name }).IfItAnswers())?.DisplayName);

    /// <summary>The name of a territory that was read.</summary>
    public string Territory(string name) => Kept(name) ?? "Un territoire";

    /// <summary>Reads what themes, values and dynamics are called, for <see cref="Term"/>.</summary>
    public async Task ReadTerms()
    {
        if (kept.TryGetValue(nameof(ReadTerms), out _)
            || await applications.ListTermsAsync(new() { PageSize = 500 }).IfItAnswers() is not { } answer)
            return;
        kept.Set(nameof(ReadTerms), answer.Terms.ToDictionary(term => (term.Kind, term.Id), term => term.Label), AWhile);
    }

    /// <summary>What a theme, value or dynamic is called, or its id.</summary>
    public string Term(Term.Types.Kind kind, string id) =>
        kept.TryGetValue(nameof(ReadTerms), out Dictionary<(Term.Types.Kind, string), string>? terms)
            ? terms!.GetValueOrDefault((kind, id), id)
            : id;

    /// <summary>Reads the names of people, for <see cref="Person"/>.</summary>
    public async Task ReadPeople(IEnumerable<string> names)
    {
        if (!Rights.RolesOf(http.HttpContext).Any(Knowing.Contains))
            return;
        var unknown = names.Distinct().Where(name => name.StartsWith("people/", StringComparison.Ordinal) && !people.ContainsKey(name)).Take(20).ToList();
        var found = await Task.WhenAll(unknown.Select(name => identity.GetPersonAsync(new() { Name = name }).IfItAnswers()));
        foreach (var (name, person) in unknown.Zip(found))
            people[name] = person?.DisplayName ?? "";
    }

    /// <summary>The name of a person who was read; nothing where it is not known.</summary>
    public string? Known(string name) =>
        name.Length > 0 && name == Rights.PersonOf(http.HttpContext) ? "Vous"
        : people.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>The name of a person, or what can be said of them.</summary>
    public string Person(string name) => Known(name) is { } text ? text
        : name.Length == 0 ? "Le service lui-même" : "Une personne du syndicat ou de la commune";

    private string? Kept(string name) => kept.TryGetValue(name, out string? text) ? text : null;

    private Task Keep(IEnumerable<string> names, Func<string, Task<string?>> read) =>
        Task.WhenAll(names.Distinct().Where(name => name.Length > 0 && Kept(name) is null).Take(50).Select(async name =>
        {
            if (await read(name) is { } text)
                kept.Set(name, text, AWhile);
        }));
}
