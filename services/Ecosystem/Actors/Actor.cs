using System.Globalization;
using System.Text;

namespace ProjetK.Ecosystem;

/// <summary>Someone who takes part in territories: without an account, reached by links.</summary>
internal sealed record Actor(
    Guid Id,
    string DisplayName,
    ActorKind Kind,
    string Commune,
    Contact? Contact,
    Consent Consent,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    public const string Pattern = "actors/{actor}";

    /// <summary>The communes of whoever recorded it.</summary>
    public IReadOnlyList<string> RecordedFor { get; init; } = [];

    /// <summary>Who took it in; its name leads there.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>When it was erased: only that it counted is left.</summary>
    public DateTimeOffset? EraseTime { get; init; }

    public string Name => NameOf(Id);

    /// <summary>The name by which it is found again: without accents, case and punctuation.</summary>
    public string SearchName => MergedInto is null && EraseTime is null ? Normalise(DisplayName) : $"{Id}";

    public static string NameOf(Guid id) => $"actors/{id}";

    public Actor ShowName(bool publicly, DateTimeOffset now) => Consent.PublicName == publicly
        ? this
        : this with
        {
            Consent = Consent with { PublicName = publicly, Time = now },
            UpdateTime = now,
            Version = Version + 1,
        };

    /// <summary>What an update makes of it.</summary>
    public Actor Become(Actor changed, DateTimeOffset now) => this with
    {
        DisplayName = changed.DisplayName,
        Kind = changed.Kind,
        Commune = changed.Commune,
        Contact = changed.Contact,
        Consent = changed.Consent with { Time = HasSameConsent(changed) ? Consent.Time : now },
        UpdateTime = now,
        Version = Version + 1,
    };

    /// <summary>Leaves nothing but that there was an actor of that kind and commune.</summary>
    public Actor Erase(DateTimeOffset now) => Empty(now) with { EraseTime = now };

    /// <summary>Gives way to who takes it in.</summary>
    public Actor Yield(Guid into, DateTimeOffset now) => Empty(now) with { MergedInto = into };

    /// <summary>Stands for both from now on, by what both agreed to.</summary>
    public Actor TakeIn(Actor other, DateTimeOffset now)
    {
        var consent = new Consent(
            Consent.PublicName && other.Consent.PublicName, Consent.Contact && other.Consent.Contact,
            new[] { Consent.Time, other.Consent.Time }.Max());
        return this with
        {
            Contact = consent.Contact ? Contact ?? other.Contact : null,
            Consent = consent,
            RecordedFor = [.. RecordedFor.Union(other.RecordedFor).Order(StringComparer.Ordinal)],
            UpdateTime = now,
            Version = Version + 1,
        };
    }

    /// <summary>Forgets whom to reach; what was agreed to stays on record.</summary>
    public Actor EraseContact(DateTimeOffset now) =>
        Contact is null ? this : this with { Contact = null, UpdateTime = now, Version = Version + 1 };

    private bool HasSameConsent(Actor other) =>
        (Consent.PublicName, Consent.Contact) == (other.Consent.PublicName, other.Consent.Contact);

    private Actor Empty(DateTimeOffset now) => this with
    {
        DisplayName = "",
        Contact = null,
        Consent = new(false, false, null),
        RecordedFor = [],
        UpdateTime = now,
        Version = Version + 1,
    };

    public static string Normalise(string name)
    {
        var normalised = new StringBuilder(name.Length);
        foreach (var character in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(character))
                normalised.Append(character switch { 'œ' => "oe", 'æ' => "ae", _ => character.ToString() });
            else if (normalised.Length > 0 && normalised[^1] != ' ')
                normalised.Append(' ');
        }
        return normalised.ToString().TrimEnd();
    }
}

/// <summary>Whom to reach. Personal data: never logged, announced or put into metadata.</summary>
internal sealed record Contact(string DisplayName, string Email, string Phone)
{
    /// <summary>The same with a name to write to, where none is given.</summary>
    public Contact Named(string fallback) => DisplayName.Length > 0 ? this : this with { DisplayName = fallback };
}

/// <summary>What an actor agreed to, and when.</summary>
internal sealed record Consent(bool PublicName, bool Contact, DateTimeOffset? Time);

/// <summary>What kind of actor; numbered as on the wire.</summary>
internal enum ActorKind
{
    Public = 1,
    Private = 2,
    Association = 3,
    School = 4,
    Citizens = 5,
}
