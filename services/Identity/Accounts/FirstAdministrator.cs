
namespace ProjetK.Identity;

/// <summary>Lets the first administrator in whom <c>Identity:Administrator</c> names, by an invitation or, where the
/// configuration has a password, at once; does nothing while there is an administrator.</summary>
internal sealed class FirstAdministrator(
    Database database, IServiceScopeFactory scopes, IConfiguration configuration) : IHostedService
{
    private static readonly Caller Self = Caller.OfService("identity");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = configuration.GetSection("Identity:Administrator");
        if (settings["Email"] is not { Length: > 0 } email)
            return;
        if (!Formats.IsEmail(email))
            throw new InvalidOperationException("Identity:Administrator:Email must be a mail address.");
        var draft = new Invitation.Draft(email, settings["DisplayName"] ?? "Administration", [Role.Administrator], []);
        await using var scope = scopes.CreateAsyncScope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var hash = await Hash(scope.ServiceProvider.GetRequiredService<Passwords>(), settings["Password"]);
        await database.Run(
            Self, transaction => LetIn(transaction, draft, invitations, hash),
            cancellationToken, nameof(FirstAdministrator));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task LetIn(
        Transaction transaction, Invitation.Draft draft, Invitations invitations, string? hash)
    {
        // Replicas that start together wait for each other here.
        await PersonTable.LockFirstAdministrator(transaction);
        if (await PersonTable.HasAdministrator(transaction)
            || await PersonTable.LockByEmail(transaction, draft.Email) is not null
            || hash is null && await IsInvited(transaction, draft.Email))
            return;
        if (hash is null)
            await invitations.Invite(transaction, draft);
        else
            PersonTable.Insert(transaction, new(
                Guid.CreateVersion7(), draft.Email, draft.DisplayName, draft.Roles, draft.Communes, PersonState.Active,
                null, transaction.Now, transaction.Now, null, null, 1), hash);
    }

    private static async Task<bool> IsInvited(Transaction transaction, string email) =>
        (await InvitationTable.LockPending(transaction, email))?.StateAt(transaction.Now) == InvitationState.Pending;

    private static async Task<string?> Hash(Passwords passwords, string? password) =>
        password is not { Length: > 0 } ? null
        : await passwords.Judge(password) is { } problem
            ? throw new InvalidOperationException($"Identity:Administrator:Password {problem.Describe()}")
            : passwords.Hash(password);
}
