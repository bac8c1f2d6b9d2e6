using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Identity;

/// <summary>Puts people on the wire, and reads their names from it.</summary>
internal static class PersonWire
{
    private const string Me = "people/me";

    /// <summary>Who runs the call, as those may know who must be able to say who did what.</summary>
    private static readonly Role[]
        Running = [Role.Manager, Role.Finance, Role.Facilitator, Role.Auditor, Role.Administrator],
        Knowing = [Role.Finance, Role.Facilitator, Role.Auditor];

    public static V1.Person ToProto(this Person person) => new()
    {
        Name = person.Name,
        Email = person.Email,
        DisplayName = person.DisplayName,
        Roles = { person.Roles },
        Communes = { person.Communes.Select(commune => $"communes/{commune}") },
        State = (V1.Person.Types.State)person.State,
        SignInTime = person.SignInTime?.ToTimestamp(),
        CreateTime = person.CreateTime.ToTimestamp(),
        UpdateTime = person.UpdateTime.ToTimestamp(),
        RevokeTime = person.RevokeTime?.ToTimestamp(),
        EraseTime = person.EraseTime?.ToTimestamp(),
        Etag = Etag.From(person.Version),
    };

    /// <summary>A person as somebody may see them: whole, by name alone, or not at all.</summary>
    public static V1.Person? SeenBy(this Person person, Caller caller) =>
        caller.Subject == person.Name || caller.Has(Role.Administrator) || caller.Has(Role.Manager) ? person.ToProto()
        : Knowing.Any(caller.Has) && person.Roles.Any(Running.Contains)
            ? new() { Name = person.Name, DisplayName = person.DisplayName, Roles = { person.Roles } }
        : null;

    public static V1.Recipient ToRecipient(this Recipient recipient) => new()
    {
        Person = Person.NameOf(recipient.Id),
        Email = recipient.Email,
        DisplayName = recipient.DisplayName,
    };

    /// <summary>The person of that name, <c>people/me</c> being who asks; for somebody who is neither that person nor
    /// in one of the roles nobody is there.</summary>
    public static Guid ReadName(string name, Caller caller, params Role[] roles)
    {
        var asked = name == Me ? caller.Subject : name;
        // Another service asks for nobody here, so its name is no person's.
        if (name == Me && !ResourceName.TryParse(Person.Pattern, asked, out _))
            throw CommonErrors.NotFound(Me);
        var id = ResourceName.ParseGuid(Person.Pattern, asked);
        return caller.Subject == Person.NameOf(id) || roles.Any(caller.Has) ? id : throw CommonErrors.NotFound(name);
    }
}
