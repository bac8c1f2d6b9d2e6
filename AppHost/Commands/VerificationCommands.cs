using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using ProjetK.AppHost.Hosting;

namespace ProjetK.AppHost.Commands;

/// <summary>Lets an operator check what nobody may change: histories and the ledger.</summary>
internal static class VerificationCommands
{
    private const string Resource = "resource", Envelope = "envelope";

    public static Service WithHistoryCommand(this Service service, Operations operations) => service.WithCommand(
        operations, "verify-history", "Verify history", VerifyHistory, new()
        {
            Description = "Recomputes who did what and when, and names the first line that is not as it was written.",
            IconName = "ShieldCheckmark",
            Arguments = [Inputs.Text(
                Resource, "Resource", "For example applications/0198…; everything, when left empty.",
                isRequired: false)],
        });

    public static Service WithLedgerCommand(this Service funding, Operations operations) => funding.WithCommand(
        operations, "verify-ledger", "Verify ledger", VerifyLedger, new()
        {
            Description =
                "Recomputes every euro of the ledger, and names the first entry that is not as it was written.",
            IconName = "CalculatorMultiple",
            Arguments = [Inputs.Text(
                Envelope, "Envelope", "For example envelopes/2023; all of them, when left empty.", isRequired: false)],
        });

    public static Service WithReconciliationCommand(this Service funding, Operations operations) =>
        funding.WithCommand(operations, "reconcile-ledger", "Reconcile ledger", ReconcileLedger, new()
        {
            Description = "Compares the ledger with the envelopes, their grants and instalments.",
            IconName = "ArrowSync",
            Arguments = [Inputs.Text(
                Envelope, "Envelope", "For example envelopes/2023; all of them, when left empty.", isRequired: false)],
        });

    private static async Task<ExecuteCommandResult> ReconcileLedger(Asking funding)
    {
        var answer = await funding.Get(
            $"ledger:reconcile?envelope={Uri.EscapeDataString(funding.Input(Envelope))}");
        return answer.TryGetProperty("differences", out var differences)
            && differences.EnumerateArray().ToList() is [var first, ..] all
            ? CommandResults.Failure($"{all.Count} accounts disagree, the first is {first.GetProperty("account")} of "
                + $"{first.GetProperty("envelope")}.")
            : CommandResults.Success(
                $"Grants, instalments and the ledger of {answer.GetProperty("envelopeCount")} envelopes agree.");
    }

    private static async Task<ExecuteCommandResult> VerifyHistory(Asking service)
    {
        var asked = service.Input(Resource);
        var answer = await service.Get(
            $"{service.Service}/history:verify?resource={Uri.EscapeDataString(asked)}");
        return answer.TryGetProperty("firstBroken", out var broken)
            ? Broken("history", broken, "resource", "line")
            : !(answer.TryGetProperty("complete", out var complete) && complete.GetBoolean())
            ? CommandResults.Failure("The check was cut off: try again.")
            : CommandResults.Success($"The history is sound: {answer.GetProperty("lineCount")} lines of "
                + $"{answer.GetProperty("resourceCount")} resources are as they were written.");
    }

    private static async Task<ExecuteCommandResult> VerifyLedger(Asking funding)
    {
        var (entries, envelopes, after) = (0L, 0L, "");
        do
        {
            var answer = await funding.Get($"ledger:verify?envelope={Uri.EscapeDataString(funding.Input(Envelope))}"
                + $"&afterEnvelope={Uri.EscapeDataString(after)}");
            if (answer.TryGetProperty("firstBroken", out var broken))
                return Broken("ledger", broken, "envelope", "entry");
            entries += long.Parse(answer.GetProperty("entryCount").GetString()!, CultureInfo.InvariantCulture);
            envelopes += long.Parse(answer.GetProperty("envelopeCount").GetString()!, CultureInfo.InvariantCulture);
            after = answer.TryGetProperty("lastEnvelope", out var last) ? last.GetString()! : "";
        }
        while (after.Length > 0);
        return CommandResults.Success(
            $"The ledger is sound: {entries} entries of {envelopes} envelopes are as they were written and add up.");
    }

    private static ExecuteCommandResult Broken(string what, JsonElement broken, string owner, string part)
    {
        var name = broken.GetProperty(owner).GetString();
        return CommandResults.Failure(broken.GetProperty("sequence").GetString() == "0"
            ? $"The {what} of {name} is gone."
            : $"The {what} is broken at {part} {broken.GetProperty("sequence").GetString()} of {name}: "
                + $"{InWords(broken.GetProperty("flaw").GetString()!, part)}.");
    }

    private static string InWords(string flaw, string part) => flaw switch
    {
        "CHANGED" => "its content was changed",
        "MISSING_BEFORE" => $"the {part} before it is missing",
        "UNLINKED" => $"it is not linked to the {part} before it",
        "WRONG_END" => "what came after it is missing, or it was added",
        "WRONG_PERSON" => "it leads to another person than the one it was written for",
        "WRONG_BALANCE" => "its balance is not what the amounts before it add up to",
        "WRONG_TRANSFER" => "it is not a side of its transfer, or the other side is missing",
        _ => flaw,
    };
}
