namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.ListRecipientsResponse> ListRecipients(
        V1.ListRecipientsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        violations.Require(
            request.People.Count > 0 != (request.Role != Role.Unspecified), "people",
            "is required, or else role: whom the mail is for.");
        violations.Require(
            request.Commune.Length == 0 || request.Role != Role.Unspecified, "commune",
            "is possible with a role only.");
        var commune = violations.OptionalCommune(request.Commune, "commune");
        Guid[] ids =
        [
            .. request.People.Select((name, index) => violations.Guid(Person.Pattern, name, $"people[{index}]")),
        ];
        violations.ThrowIfAny();
        var recipients = await RecipientTable.List(
            database, page, ids, EnumText.OrNull(request.Role), commune, context.CancellationToken);
        var next = page.Cut(recipients, last => last.Id);
        return new()
        {
            Recipients = { recipients.Select(PersonWire.ToRecipient) },
            NextPageToken = next,
        };
    }
}
