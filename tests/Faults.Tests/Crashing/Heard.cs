namespace ProjetK.FaultTests;

/// <summary>The events that went round in one run.</summary>
internal sealed class Heard(IEnumerable<Broker.Heard> messages)
{
    private readonly ILookup<string, Broker.Heard> byType = messages.ToLookup(message => message.Type);

    /// <summary>How many different messages there were: a message that was published again has its id
    /// again.</summary>
    public long Messages(string type) => byType[type].Select(message => message.Id).Distinct().LongCount();

    /// <summary>How many different things were told: a proposal that nobody answers for a minute is made again, in
    /// another message.</summary>
    public long Count(string type) =>
        byType[type].Select(message => message.Event.GetRawText()).Distinct().LongCount();

    /// <summary>How many different things were told of an application.</summary>
    public long Count(string type, Guid application) =>
        byType[type].Where(message => message.Event.GetProperty("applicationId").GetGuid() == application)
            .Select(message => message.Event.GetRawText()).Distinct().LongCount();
}
