namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListContactsResponse> ListContacts(
        V1.ListContactsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var territory = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        await RequireTerritory(
            territory, request.Parent, Ownership.Of(context.GetCaller()), context.CancellationToken);
        var contacts = await ContactTable.List(
            database, territory, EnumText.OrNull(request.State), page, context.CancellationToken);
        var next = page.Cut(contacts, contact => (contact.CreateTime, contact.Id));
        return new() { Contacts = { contacts.Select(contact => contact.ToProto()) }, NextPageToken = next };
    }
}
