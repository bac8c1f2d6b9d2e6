using System.Diagnostics;
using OpenTelemetry;

namespace ProjetK.Foundation;

/// <summary>Names MassTransit's spans by what happens to which event; it names them by exchanges, queues and
/// classes.</summary>
internal sealed class EventSpans : BaseProcessor<Activity>
{
    public const string Source = "MassTransit";

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Source || EventOf(data) is not { Length: > 0 } name)
            return;
        var verb = data.DisplayName[(data.DisplayName.LastIndexOf(' ') + 1)..];
        data.DisplayName = $"{(verb == "send" ? "publish" : verb)} {name}";
    }

    /// <summary>From <c>urn:message:ProjetK.Events:IntentAccepted</c>, <c>ProjetK.Events:IntentAccepted</c>.</summary>
    private static string? EventOf(Activity span)
    {
        var said = (span.GetTagItem("messaging.masstransit.message_types")
            ?? span.GetTagItem("messaging.destination.name")) as string;
        var first = said?.Split(',')[0];
        return first?[(first.LastIndexOf(':') + 1)..];
    }
}
