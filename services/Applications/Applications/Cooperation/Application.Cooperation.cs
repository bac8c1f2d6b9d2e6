namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>The agreement is signed and the territory starts to work.</summary>
    public Application StartCooperation(DateTimeOffset now)
    {
        var started = Advance(Transition.StartCooperation, now);
        return started.Announcing(started.ToCooperationStarted());
    }

    /// <summary>The place is open.</summary>
    public Application OpenPlace(DateTimeOffset now)
    {
        var opened = Advance(Transition.OpenPlace, now);
        return opened.Announcing(opened.ToPlaceOpened());
    }

    /// <summary>The cooperation ends early.</summary>
    public Application Terminate(string reason, DateTimeOffset now)
    {
        var terminated = Advance(Transition.TerminateCooperation, now) with
        {
            Decision = new(Outcome.Terminated, reason, "", now, Decision?.GrantId, AnnounceTime: now)
            {
                Heard = Decision?.HeardTimes ?? [],
            },
        };
        return terminated.Announcing(terminated.ToCooperationTerminated());
    }
}
