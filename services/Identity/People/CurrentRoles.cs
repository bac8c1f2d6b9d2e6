namespace ProjetK.Identity;

/// <summary>What people may do at this moment, whatever their token says: revoked or erased, nothing. The word of the
/// provider counts for people whom this database does not know: theirs is another one.</summary>
internal sealed class CurrentRoles(Database database)
{
    public async Task<Caller> Of(Caller caller, CancellationToken cancellation)
    {
        if (Person.IdOf(caller) is not { } id || await PersonTable.Find(database, id, cancellation) is not { } person)
            return caller;
        return person.State == PersonState.Active
            ? caller with { Roles = person.Roles.ToHashSet(), Communes = person.Communes.ToHashSet() }
            : throw CommonErrors.InvalidToken();
    }

    /// <summary>Refuses to go on when the caller's own account has changed since the call began: what it allows is
    /// looked up again when the call is repeated.</summary>
    public static void RequireUnchanged(Caller caller, List<Person> locked)
    {
        var id = Person.IdOf(caller);
        if (locked.Find(person => person.Id == id) is { } self
            && !(self.State == PersonState.Active && caller.Roles.SetEquals(self.Roles)
                && caller.Communes.SetEquals(self.Communes)))
            throw CommonErrors.Conflict();
    }
}
