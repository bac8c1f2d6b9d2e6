using Microsoft.Extensions.Options;

namespace ProjetK.Ecosystem;

/// <summary>Forgets whom to reach at partners with whom nobody has written for long.</summary>
internal sealed class ForgetPartners(Database database, ActorLetters letters, IOptions<ContactSettings> settings)
    : IScheduledTask
{
    private static readonly Caller Self = Caller.OfService("ecosystem");

    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await ContactTable.FindSilentPartners(database, database.Now - settings.Value.Retention, cancellation),
        territory => database.Run(
            Self, transaction => Forget(transaction, territory), cancellation, nameof(ForgetPartners)),
        cancellation);

    private async Task Forget(Transaction transaction, Guid territory)
    {
        if (await TerritoryTable.Lock(transaction, territory) is not { } partner)
            return;
        letters.Forget(transaction, partner.Name);
        ContactTable.ForgetPartner(transaction, territory);
        var stage = EnumText.Of(partner.Stage);
        transaction.Record(partner.Name, stage, stage, "contact");
    }
}
