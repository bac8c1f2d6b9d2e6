using System.Collections.Concurrent;
using Google.Protobuf;
using ProjetK.Applications.V1;

namespace ProjetK.FaultTests;

/// <summary>What clients were answered. A careful client repeats a request until it hears an answer, and counts it
/// once.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<(IMessage Request, IMessage Answer)> answers = new();

    public void Write(IMessage request, IMessage answer) => answers.Enqueue((request, answer));

    public long Count<TRequest>() => answers.Count(entry => entry.Request is TRequest);

    /// <summary>Ids of the resources whose creation a client has heard of.</summary>
    public string[] Ids<TRequest>(Func<IMessage, string> name) =>
        [.. answers.Where(entry => entry.Request is TRequest).Select(entry => name(entry.Answer).Split('/')[^1])];

    /// <summary>How many answers said that an application was changed.</summary>
    public int Changes(string application) =>
        answers.Count(entry => entry.Request is not GetApplicationRequest && NameIn(entry.Request) == application);

    private static string? NameIn(IMessage request) => request is UpdateApplicationRequest update
        ? update.Application.Name
        : request.Descriptor.FindFieldByName("name")?.Accessor.GetValue(request) as string;
}
