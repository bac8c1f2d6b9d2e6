namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override async Task<V1.Syndicate> UpdatePerimeter(
        V1.UpdatePerimeterRequest request, ServerCallContext context)
    {
        var changes = request.Syndicate ?? throw CommonErrors.InvalidField("syndicate", "is required.");
        ResourceName.Parse(Syndicate.Name, changes.Name, "syndicate.name");
        var answer = await mutations.Run(request, context, async transaction =>
        {
            var syndicate = await SyndicateTable.Lock(transaction);
            Etag.Check(changes.Etag, syndicate.Version, "syndicate.etag");
            var merged = FieldMasks.Merge(
                request.UpdateMask, changes, syndicate.ToProto(),
                "display_name", "siret", "postal_address", "email", "phone", "communes");
            var updated = merged.FromProto(syndicate, transaction.Now);
            await CommuneTable.CheckExist(transaction, [.. updated.Communes.Keys], "syndicate.communes");
            SyndicateTable.Save(transaction, syndicate, updated);
            return updated.ToProto();
        });
        communes.Forget();
        return answer;
    }
}
