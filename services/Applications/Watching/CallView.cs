namespace ProjetK.Applications;

/// <summary>What the public knows of a call: its version and phase, how many applications stand where, and how far the
/// announcements went.</summary>
internal sealed record PublicState(long Version, string Phase, IReadOnlyDictionary<string, int> Counts, string Told)
{
    /// <summary>True when the counts are the same.</summary>
    public bool HasCountsOf(PublicState other) =>
        Counts.Count == other.Counts.Count && Counts.All(count => other.Counts.GetValueOrDefault(count.Key) == count.Value);

    /// <summary>The counts on the wire, in the order of the phases.</summary>
    public V1.WatchCallResponse.Types.Counts ToProto() => new()
    {
        Phases =
        {
            Counts.Select(count => new V1.WatchCallResponse.Types.Counts.Types.PhaseCount
            {
                Phase = (V1.PublicApplication.Types.Phase)(int)EnumText.Parse<ApplicationState>(count.Key),
                Applications = count.Value,
            }).OrderBy(count => count.Phase),
        },
    };
}

/// <summary>That state after the last of the call's news, and when each decision was announced, by the id of its
/// application.</summary>
internal sealed record CallView(
    string Call, PublicState State, IReadOnlyDictionary<Guid, DateTimeOffset> Announced, long Sequence)
{
    /// <summary>Goes on from here with these changes: news for watchers, in their order.</summary>
    public (CallView View, IReadOnlyList<V1.WatchCallResponse> News) Next(
        Call call, PublicState present, IReadOnlyList<(DateTimeOffset Time, V1.PublicApplication Application)> told,
        DateTimeOffset now)
    {
        var news = new List<V1.WatchCallResponse>();
        if ((State.Version, State.Phase) != (present.Version, present.Phase))
            news.Add(new() { Call = call.ToProto(now) });
        if (!State.HasCountsOf(present))
            news.Add(new() { Counts = present.ToProto() });
        var announced = new Dictionary<Guid, DateTimeOffset>(Announced);
        foreach (var (time, application) in told)
        {
            var id = ResourceName.ParseGuid(PublicApplicationWire.Pattern, application.Name);
            if (announced.TryGetValue(id, out var before) && before == time)
                continue;
            announced[id] = time;
            news.Add(new() { Decision = application });
        }
        for (var i = 0; i < news.Count; i++)
            news[i].ResumeToken = ResumeToken.Of(Call, Sequence + i + 1);
        return (this with { State = present, Announced = announced, Sequence = Sequence + news.Count }, news);
    }
}
