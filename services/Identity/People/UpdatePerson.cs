
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.Person> UpdatePerson(V1.UpdatePersonRequest request, ServerCallContext context)
    {
        var changes = request.Person;
        var id = ResourceName.ParseGuid(Person.Pattern, changes.Name, "person.name");
        return mutations.Run(request, context, async transaction =>
        {
            var (person, isLast) = await PersonTable.LockAmongAdministrators(transaction, id);
            if (person is null)
                throw CommonErrors.NotFound(changes.Name);
            Etag.Check(changes.Etag, person.Version, "person.etag");
            var merged = FieldMasks.Merge(
                request.UpdateMask, changes, person.ToProto(), "display_name", "roles", "communes");
            var edited = Edit(person, merged, transaction.Now);
            if (isLast && person.IsAdministrator && !edited.IsAdministrator)
                throw Errors.LastAdministrator();
            PersonTable.Save(transaction, person, edited);
            return edited.ToProto();
        });
    }

    private static Person Edit(Person person, V1.Person merged, DateTimeOffset now)
    {
        var violations = new Violations();
        var name = merged.DisplayName.Trim();
        violations.Require(TextRules.IsVisible(name), "person.display_name", "is required.");
        var communes = violations.Communes(merged.Communes, "person.communes");
        var roles = violations.Roles(merged.Roles, "person.roles", communes.Length, "person.communes");
        violations.ThrowIfAny();
        return person.Edit(name, roles, communes, now);
    }
}
