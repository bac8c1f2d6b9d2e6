using System.Diagnostics;
using System.Reflection;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace ProjetK.Foundation;

/// <summary>Puts on every log line and on the span of a consumer which event it received and what that is
/// about.</summary>
internal sealed class EventScope<TEvent>(ILogger<EventScope<TEvent>> logger) : IFilter<ConsumeContext<TEvent>>
    where TEvent : class
{
    private const string Id = "Id";
    private static readonly PropertyInfo? Subject = typeof(TEvent).GetProperty("ApplicationId")
        ?? typeof(TEvent).GetProperties().FirstOrDefault();

    public async Task Send(ConsumeContext<TEvent> context, IPipe<ConsumeContext<TEvent>> next)
    {
        var resource = ResourceOf(context.Message);
        Activity.Current?.SetTag(Attributes.Event, typeof(TEvent).Name).SetTag(Attributes.Resource, resource);
        using var scope = logger.BeginScope(new KeyValuePair<string, object?>[]
        {
            new(Attributes.Event, typeof(TEvent).Name),
            new(Attributes.Message, context.MessageId),
            new(Attributes.Resource, resource),
        });
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("eventScope");

    /// <summary>E.g. <c>applications/{id}</c> of an ApplicationId, <c>calls/2026</c> of a Call.</summary>
    private static string? ResourceOf(TEvent message) => Subject?.GetValue(message) switch
    {
        Guid id when Subject.Name.EndsWith(Id, StringComparison.Ordinal) =>
            $"{Collection(Subject.Name[..^Id.Length])}/{id}",
        string name => name,
        _ => null,
    };

    private static string Collection(string one) => one switch
    {
        "Person" => "people",
        [var first, .. var rest, 'y'] => $"{char.ToLowerInvariant(first)}{rest}ies",
        [var first, .. var rest] => $"{char.ToLowerInvariant(first)}{rest}s",
        _ => one,
    };
}
