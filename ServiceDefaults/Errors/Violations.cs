namespace ProjetK.ServiceDefaults;

/// <summary>Collects everything that is wrong with a request, so that the caller learns it all at once.</summary>
public sealed class Violations
{
    private readonly List<(string Field, string Description)> found = [];

    /// <summary>True when something wrong was noted.</summary>
    public bool Any => found.Count > 0;

    /// <summary>Notes a violation of <paramref name="field"/> unless <paramref name="ok"/>; returns ok.</summary>
    public bool Require(bool ok, string field, string description)
    {
        if (!ok)
            found.Add((field, description));
        return ok;
    }

    /// <summary>Refuses with INVALID_FIELD and every violation noted so far, if there is any.</summary>
    public void ThrowIfAny()
    {
        if (found.Count > 0)
            throw CommonErrors.InvalidFields(found);
    }
}
