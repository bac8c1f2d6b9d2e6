using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using ProjetK.AppHost.Hosting;

namespace ProjetK.AppHost.Commands;

/// <summary>What an operator does with events that a service could not handle.</summary>
internal static class DeadLetterCommands
{
    private const string Letter = "letter", Reason = "reason";
    private static readonly string[] Columns = ["messageType", "queue", "reason", "failTime", "deliveryCount"];

    public static Service WithDeadLetterCommands(this Service service, Operations operations) => service
        .WithCommand(operations, "show-dead-letters", "Show dead letters", Show, new()
        {
            Description = "Lists the events that this service could not handle and that wait for a decision.",
            IconName = "MailAlert",
        })
        .WithCommand(operations, "redeliver-dead-letters", "Redeliver dead letters", Redeliver, new()
        {
            Description = "Gives events to the service once more, when what was in their way is mended. Whatever an "
                + "event did already is not done twice.",
            IconName = "MailArrowUp",
            Arguments = [Inputs.Text(Letter, "Dead letter", "All that wait, when left empty.", isRequired: false)],
        })
        .WithCommand(operations, "discard-dead-letter", "Discard a dead letter", Discard, new()
        {
            Description = "Gives an event up for good and records why.",
            ConfirmationMessage = "What the event was to bring about will never happen. Give it up for good?",
            IconName = "MailDismiss",
            Arguments =
            [
                Inputs.Text(Letter, "Dead letter", "As the list of dead letters shows it."),
                Inputs.Text(Reason, "Reason", "For whoever asks later. Name no person."),
            ],
        });

    private static async Task<ExecuteCommandResult> Show(Asking service)
    {
        var letters = await All(service);
        if (letters.Count == 0)
            return CommandResults.Success("No dead letter waits.");
        var table = new StringBuilder("""
            | Dead letter | Event | Queue | What was in the way | When | Times |
            |---|---|---|---|---|---|

            """);
        foreach (var letter in letters)
            table.AppendLine(
                $"| {IdOf(letter)} | {string.Join(" | ", Columns.Select(field => Cell(letter, field)))} |");
        return CommandResults.Success(
            $"{Count(letters.Count, "waits", "wait")}.", $"{table}", CommandResultFormat.Markdown,
            displayImmediately: true);
    }

    // On one line, and without what ends a cell.
    private static string Cell(JsonElement letter, string field) =>
        $"{letter.GetProperty(field)}".ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    private static async Task<ExecuteCommandResult> Redeliver(Asking service)
    {
        var ids = service.Input(Letter) is { Length: > 0 } one ? [one] : (await All(service)).ConvertAll(IdOf);
        var refusals = new List<string>();
        foreach (var id in ids)
            try
            {
                await service.Post($"{NameOf(service, id)}:redeliver", new { requestId = Guid.NewGuid() });
            }
            catch (RefusedException refusal)
            {
                refusals.Add(refusal.Message);
            }
        var done = ids.Count - refusals.Count;
        return refusals.Count > 0
            ? CommandResults.Failure(string.Join(' ', refusals.Append($"{Count(done, "is", "are")} on the way again.")))
            : CommandResults.Success(ids.Count == 0
                ? "No dead letter waits."
                : $"{Count(done, "is", "are")} on the way again. What fails again comes back.");
    }

    private static async Task<ExecuteCommandResult> Discard(Asking service)
    {
        var id = service.Input(Letter);
        await service.Post(
            $"{NameOf(service, id)}:discard", new { reason = service.Input(Reason), requestId = Guid.NewGuid() });
        return CommandResults.Success($"The dead letter {id} is given up.");
    }

    private static async Task<List<JsonElement>> All(Asking service)
    {
        var letters = new List<JsonElement>();
        for (var token = ""; ;)
        {
            var page = await service.Get(
                $"{service.Service}/deadLetters?page_size=1000&page_token={Uri.EscapeDataString(token)}");
            letters.AddRange(page.GetProperty("deadLetters").EnumerateArray());
            token = page.GetProperty("nextPageToken").GetString()!;
            if (token.Length == 0)
                return letters;
        }
    }

    private static string NameOf(Asking service, string id) =>
        $"{service.Service}/deadLetters/{Uri.EscapeDataString(id)}";

    private static string IdOf(JsonElement letter) => letter.GetProperty("name").GetString()!.Split('/')[^1];

    private static string Count(int count, string one, string many) =>
        count == 1 ? $"1 dead letter {one}" : $"{count} dead letters {many}";
}
