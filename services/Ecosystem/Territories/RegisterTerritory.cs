namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Territory> RegisterTerritory(
        V1.RegisterTerritoryRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var codes = violations.Communes(request.Communes, "communes");
        var email = violations.Email(request.Contact.Email, "contact.email");
        violations.ThrowIfAny();
        await communes.Require(request.Communes, "communes", context.CancellationToken);
        var profile = (request.Profile ?? new()).Read();
        await terms.Require(profile, "profile", context.CancellationToken);
        return await mutations.Run(request, context, transaction =>
        {
            var territory = Territory.Register(
                Guid.CreateVersion7(), request.DisplayName.Trim(), codes, request.Population, profile, transaction.Now);
            TerritoryTable.Save(transaction, null, territory);
            ContactTable.SavePartner(transaction, territory.Id, new(
                request.Contact.DisplayName.Trim(), email, request.Contact.Phone.Trim()));
            return Task.FromResult(territory.ToProto());
        });
    }
}
