using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.Commands;

/// <summary>What an operator can do to a service from the dashboard.</summary>
internal static class ServiceCommands
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Looks at events that could not be handled, and settles them.</summary>
    public static IResourceBuilder<ProjectResource> WithDeadLetterCommands(
        this IResourceBuilder<ProjectResource> service, Operator @operator)
    {
        var http = service.GetEndpoint("http");
        var letters = $"/v1/services/{service.Resource.Name}/deadLetters";
        return service
            .WithOperation("show-dead-letters", "Show dead letters", "MailUnread",
                "Shows the events that this service could not handle, and why.", [],
                async (_, cancellation) =>
                {
                    var answer = await @operator.Get(http, letters, cancellation);
                    return answer.TryGetProperty("deadLetters", out var found) && found.GetArrayLength() > 0
                        ? (Count(found.GetArrayLength(), "waits", "wait"), JsonSerializer.Serialize(found, Readable))
                        : ("No dead letter waits.", null);
                })
            .WithOperation("redeliver-dead-letters", "Redeliver dead letters", "MailArrowForward",
                "Puts events that could not be handled into their queues again. What they did already is not done twice.",
                [Input("message_id", "Message id", "All of them, when it is left empty.", isRequired: false)],
                async (inputs, cancellation) =>
                {
                    var names = inputs["message_id"] is { Length: > 0 } id ? [$"services/{service.Resource.Name}/deadLetters/{id}"]
                        : await Names(@operator, http, letters, cancellation);
                    foreach (var name in names)
                        await @operator.Post(http, $"/v1/{name}:redeliver", new { }, cancellation);
                    return (Count(names.Count, "is on its way", "are on their way"), null);
                })
            .WithOperation("discard-dead-letter", "Discard a dead letter", "Delete",
                "Gives an event up for good; who did so, when and why is recorded.",
                [
                    Input("message_id", "Message id", "As it stands in the name of the dead letter.", isRequired: true),
                    Input("reason", "Reason", "Why it need not be handled.", isRequired: true),
                ],
                async (inputs, cancellation) =>
                {
                    await @operator.Post(http, $"{letters}/{inputs["message_id"]}:discard",
                        new { reason = inputs["reason"] }, cancellation);
                    return ("The event is given up.", null);
                });
    }

    /// <summary>Recomputes the service's history.</summary>
    public static IResourceBuilder<ProjectResource> WithHistoryCommand(
        this IResourceBuilder<ProjectResource> service, Operator @operator)
    {
        var http = service.GetEndpoint("http");
        return service.WithOperation("verify-history", "Verify history", "ShieldCheckmark",
            "Recomputes the chain of who did what, and names the first line that is not as it was written.", [],
            async (_, cancellation) =>
            {
                var answer = await @operator.Get(
                    http, $"/v1/services/{service.Resource.Name}/history:verify", cancellation);
                return answer.TryGetProperty("firstBroken", out var broken)
                    ? throw new InvalidOperationException($"The history is broken: {broken}")
                    : ($"The history is whole: {(answer.TryGetProperty("lineCount", out var lines) ? lines : "0")} lines.", null);
            });
    }

    /// <summary>Invites somebody who then gives others their roles.</summary>
    public static IResourceBuilder<ProjectResource> WithInvitationCommand(
        this IResourceBuilder<ProjectResource> identity, Operator @operator)
    {
        var http = identity.GetEndpoint("http");
        return identity.WithOperation("invite-administrator", "Invite an administrator", "PersonAdd",
            "Sends a link, good for 7 days, by which somebody opens an account and then gives others theirs.",
            [
                Input("email", "Mail address", "Where the link is sent.", isRequired: true),
                Input("display_name", "Name", "First and last name.", isRequired: true),
            ],
            async (inputs, cancellation) =>
            {
                var invitation = await @operator.Post(http, "/v1/people:invite", new
                {
                    email = inputs["email"],
                    displayName = inputs["display_name"],
                    roles = new[] { "ADMINISTRATOR" },
                }, cancellation);
                return ($"{invitation.GetProperty("name").GetString()} is on its way.", null);
            });
    }

    private static async Task<List<string>> Names(
        Operator @operator, EndpointReference http, string letters, CancellationToken cancellation)
    {
        var names = new List<string>();
        for (var page = ""; ;)
        {
            var answer = await @operator.Get(http, $"{letters}?pageSize=1000&pageToken={page}", cancellation);
            if (answer.TryGetProperty("deadLetters", out var found))
                names.AddRange(found.EnumerateArray().Select(letter => letter.GetProperty("name").GetString()!));
            page = answer.TryGetProperty("nextPageToken", out var next) ? Uri.EscapeDataString(next.GetString()!) : "";
            if (page is "")
                return names;
        }
    }

    private static string Count(int count, string one, string several) =>
        count == 1 ? $"1 dead letter {one}." : $"{count} dead letters {several}.";

    private static InteractionInput Input(string name, string label, string description, bool isRequired) => new()
    {
        Name = name,
        Label = label,
        Description = description,
        InputType = InputType.Text,
        Required = isRequired,
    };
}
