namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>Refuses to delete what is more than a draft.</summary>
    public Application Delete(DateTimeOffset now)
    {
        Require(Transition.DeleteApplication, now);
        return this;
    }

    /// <summary>A new draft in a later call, with what was written and the territory of this one; its letters are to be
    /// signed and sent anew.</summary>
    public Application Renew(Call call, Population population, DateTimeOffset now)
    {
        Require(Transition.RenewApplication, now);
        if (call.Phase(now) is CallPhase.Draft or CallPhase.Closed)
            throw Errors.CallNotOpen(call);
        if (call.IntentOpenTime <= Call.IntentOpenTime)
            throw CommonErrors.InvalidField("call", $"must be a later call than {Call.Name}.");
        return new()
        {
            Id = Guid.CreateVersion7(),
            Call = call,
            Applicant = Applicant,
            Population = population,
            Contacts = Contacts,
            Project = Project,
            Intent = new() { Text = Intent.Text, Signatory = Intent.Signatory },
            Engagement = new() { Text = Engagement.Text, Signatory = Engagement.Signatory },
            TerritoryId = TerritoryId,
            PreviousId = Id,
            CreateTime = now,
            UpdateTime = now,
        };
    }
}
