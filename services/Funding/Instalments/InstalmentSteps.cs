using System.Globalization;
using Google.Protobuf;

namespace ProjetK.Funding;

/// <summary>What a step does to an instalment, in its own transaction.</summary>
internal sealed record InstalmentStep(Transaction Transaction, Grant Before, Instalment Instalment, Envelope Envelope)
{
    /// <summary>The grant after the step.</summary>
    public Grant After { get; private set; } = Before;

    /// <summary>The envelope after the step.</summary>
    public Envelope EnvelopeAfter { get; private set; } = Envelope;

    /// <summary>The instalment after the step.</summary>
    public Instalment Changed => After.Instalments.First(one => one.Number == Instalment.Number);

    /// <summary>Changes the instalment, and the grant with it.</summary>
    public Instalment Change(Func<Instalment, Instalment> change)
    {
        After = After.Change(Instalment.Number, change, Transaction.Now);
        return Changed;
    }

    /// <summary>Moves money.</summary>
    public void Move(Func<Envelope, Guid, Envelope> move) =>
        EnvelopeAfter = move(EnvelopeAfter, Guid.CreateVersion7());
}

internal sealed partial class FundingService
{
    private const string InstalmentPattern = "grants/{grant}/instalments/{instalment}";

    /// <summary>Locks an instalment with its grant and its envelope, in that order, lets a step change it, saves and
    /// replies. What the step announces is announced when the grant is complete with it.</summary>
    private Task<V1.Instalment> Change<TRequest>(
        TRequest request, ServerCallContext context, string name, string etag, Func<InstalmentStep, Task> step)
        where TRequest : class, IMessage<TRequest>
    {
        var (grantId, number) = ReadInstalmentName(name);
        return mutations.Run(request, context, async transaction =>
        {
            var grant = await GrantTable.Lock(transaction, grantId) ?? throw CommonErrors.NotFound(name);
            var instalment = grant.Instalments.FirstOrDefault(one => one.Number == number)
                ?? throw CommonErrors.NotFound(name);
            Etag.CheckIfGiven(etag, instalment.Version);
            var envelope = await LockEnvelope(transaction, grant);
            var work = new InstalmentStep(transaction, grant, instalment, envelope);
            await step(work);
            Save(work);
            return work.Changed.ToProto(work.After, transaction.Now);
        }, keep: true);
    }

    private static void Save(InstalmentStep step)
    {
        var (transaction, after) = (step.Transaction, step.After);
        GrantTable.Save(transaction, step.Before, after);
        if (step.EnvelopeAfter.Version != step.Envelope.Version)
            EnvelopeTable.Save(transaction, step.Envelope, step.EnvelopeAfter);
        if (after.State == GrantState.Completed && step.Before.State != GrantState.Completed)
            transaction.Announce(after.Completed());
    }

    private static (Guid Grant, int Number) ReadInstalmentName(string name)
    {
        var ids = ResourceName.Parse(InstalmentPattern, name);
        return Guid.TryParseExact(ids[0], "D", out var grant)
            ? (grant, int.TryParse(ids[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            : throw CommonErrors.InvalidField("name", $"must look like {InstalmentPattern}, with a UUID and a number.");
    }

    internal static async Task<Envelope> LockEnvelope(Transaction transaction, Grant grant) =>
        await EnvelopeTable.Lock(transaction, grant.Envelope)
        ?? throw new InvalidOperationException($"grants/{grant.Id} draws on an envelope that does not exist.");

    /// <summary>The budget year in which something is booked now.</summary>
    private int YearOf(DateOnly day, int asked, Transaction transaction) =>
        budgetYears.Check(day, asked, BudgetYears.DayOf(transaction.Now));

    /// <summary>Refuses what happened to a payment before it was made.</summary>
    private static void RequireNotBefore(InstalmentStep step, DateOnly day, string field)
    {
        if (step.Instalment.Payment is { } payment && day < payment.Date)
            throw CommonErrors.InvalidField(
                field, $"must not be before the payment, {payment.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
    }

    /// <summary>A day that is not in the future; today when none is given.</summary>
    private DateOnly PastDay(Google.Type.Date? given, string field)
    {
        var violations = new Violations();
        var (today, day) = (BudgetYears.DayOf(database.Now), violations.Day(given, field));
        violations.Require(day is null || day <= today, field, "must not be in the future.");
        violations.ThrowIfAny();
        return day ?? today;
    }
}
