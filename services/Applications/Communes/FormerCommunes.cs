namespace ProjetK.Applications;

/// <summary>Lets people of a commune that merged be people of its successor.</summary>
internal sealed class FormerCommunes(CommuneMemory communes)
{
    /// <summary>Whoever calls, with the communes that theirs are part of today.</summary>
    public async Task<Caller> Extend(Caller caller, CancellationToken cancellation)
    {
        if (caller.Communes.Count == 0)
            return caller;
        var heirs = await communes.FindSuccessors(caller.Communes, cancellation);
        return heirs.Count == 0 ? caller : caller with { Communes = caller.Communes.Concat(heirs).ToHashSet() };
    }
}
