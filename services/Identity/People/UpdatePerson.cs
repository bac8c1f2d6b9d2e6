namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.Person> UpdatePerson(V1.UpdatePersonRequest request, ServerCallContext context)
    {
        var changes = request.Person;
        var id = ResourceName.ParseGuid(Person.Pattern, changes.Name, "person.name");
        var known = await PersonTable.Find(database, id, context.CancellationToken);
        var added = request.UpdateMask is { } mask && !mask.Paths.Any(path => path is "communes" or "*")
            ? [] : changes.Communes.Except(known?.Communes.Select(commune => $"communes/{commune}") ?? []);
        await communes.Require(added, "person.communes", context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
        {
            var (_, edited) = await PersonTable.Change(
                transaction, id, person => Edit(person, request, transaction.Now));
            return edited.ToProto();
        });
    }

    private static Person Edit(Person person, V1.UpdatePersonRequest request, DateTimeOffset now)
    {
        Etag.Check(request.Person.Etag, person.Version, "person.etag");
        var merged = FieldMasks.Merge(
            request.UpdateMask, request.Person, person.ToProto(), "display_name", "roles", "communes");
        var violations = new Violations();
        var name = merged.DisplayName.Trim();
        violations.Require(TextRules.IsVisible(name), "person.display_name", "is required.");
        var communes = violations.Communes(merged.Communes, "person.communes");
        var roles = violations.Roles(merged.Roles, "person.roles", communes.Length, "person.communes");
        violations.ThrowIfAny();
        return person.Edit(name, roles, communes, now);
    }
}
