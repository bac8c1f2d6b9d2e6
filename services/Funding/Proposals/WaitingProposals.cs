using System.Diagnostics;
using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Decides all proposals of a call that wait at the same moment in one transaction: their envelope is locked
/// once for all of them. Whoever comes while others are decided waits for the next round.</summary>
internal sealed class WaitingProposals(Inbox inbox, Reservations reservations)
{
    private readonly Lock changing = new();
    private List<Waiting> waiting = [];
    private bool isBusy;

    /// <summary>Completes when the proposal is answered, once; fails alone when it cannot be.</summary>
    public Task Answer(ConsumeContext<SelectionProposed> context)
    {
        var one = new Waiting(context, Activity.Current, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (changing)
        {
            waiting.Add(one);
            if (isBusy)
                return one.Done.Task;
            isBusy = true;
        }
        _ = DecideAll();
        return one.Done.Task;
    }

    private async Task DecideAll()
    {
        await Task.Yield();
        while (true)
        {
            List<Waiting> round;
            lock (changing)
            {
                (round, waiting) = (waiting, []);
                isBusy = round.Count > 0;
            }
            if (round.Count == 0)
                return;
            await Task.WhenAll(round.GroupBy(one => one.Context.Message.Call).Select(call => Decide([.. call])));
        }
    }

    /// <summary>Decides them together; each for itself when that fails, so that none fails for another's sake.</summary>
    private async Task Decide(IReadOnlyList<Waiting> together)
    {
        try
        {
            await inbox.OnceEach(
                [.. together.Select(one => one.Context)],
                (transaction, fresh) => reservations.Write(
                    transaction, [.. together.Where(one => fresh.Contains(one.Context))]));
            foreach (var one in together)
                one.Done.SetResult();
        }
        catch (Exception failure) when (together.Count == 1)
        {
            together[0].Done.SetException(failure);
        }
        catch
        {
            foreach (var one in together)
                await Decide([one]);
        }
    }
}

/// <summary>A proposal that waits for its answer, and the trace to which that belongs.</summary>
internal sealed record Waiting(
    ConsumeContext<SelectionProposed> Context, Activity? Activity, TaskCompletionSource Done);
