using ProjetK.Identity.V1;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Testing.Scenarios;

/// <summary>Somebody whose account was just opened, by an invitation, with <see cref="Password"/>.</summary>
public sealed record Newcomer(Identity.V1.Person Person, string Email)
{
    /// <summary>The password of all newcomers.</summary>
    public const string Password = "une phrase longue et secrète";

    /// <summary>Who manages accounts.</summary>
    public static Person Administrator { get; } = People.In(Role.Administrator);

    /// <summary>The id of the account.</summary>
    public Guid Id => Guid.Parse(Person.Name["people/".Length..]);

    /// <summary>Who they are when they call.</summary>
    public Person Self => new(Email, [.. Person.Roles], [.. Person.Communes.Select(Code)]) { Subject = Person.Name };

    /// <summary>An address that nobody has.</summary>
    public static string NewAddress() => $"camille.{Guid.NewGuid():N}@mairie.example";

    /// <summary>An invitation to that address.</summary>
    public static InvitePersonRequest Invitation(string email, Role role, params string[] communes) =>
        Invitation(email, [role], communes);

    /// <summary>Invites somebody new and accepts for them.</summary>
    public static Task<Newcomer> Arrive(Stack stack, Role role = Role.Reviewer, params string[] communes) =>
        Arrive(stack, [role], communes);

    /// <summary>Invites somebody new who has several roles, and accepts for them.</summary>
    public static async Task<Newcomer> Arrive(Stack stack, Role[] roles, params string[] communes)
    {
        var email = NewAddress();
        await stack.Send<Invitation>(Invitation(email, roles, communes), by: Administrator);
        var person = await stack.Send<Identity.V1.Person>(new AcceptInvitationRequest
        {
            Token = await stack.Mails.SecretTo(email),
            Password = Password,
        });
        return new(person, email);
    }

    /// <summary>Is forgotten.</summary>
    public Task<Identity.V1.Person> BeErased(Stack stack) =>
        stack.Send<Identity.V1.Person>(new ErasePersonRequest { Name = Person.Name }, by: Administrator);

    private static InvitePersonRequest Invitation(string email, Role[] roles, string[] communes) => new()
    {
        Email = email,
        DisplayName = "Camille Exemple",
        Roles = { roles },
        Communes = { communes.Select(commune => $"communes/{commune}") },
    };

    private static string Code(string commune) => commune["communes/".Length..];
}
