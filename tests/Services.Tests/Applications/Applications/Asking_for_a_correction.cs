using Google.Protobuf.WellKnownTypes;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Asking_for_a_correction(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LeFieu = "33166", Gours = "33191";

    [Fact]
    public async Task of_a_grouping_takes_new_signatures_and_gives_a_second_version()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, LeFieu, Gours)).Reach(State.IntentSubmitted);
        var first = candidacy.Application.Intent.Sha256;
        var receipt = await Receipt(candidacy, 1);
        await Ask(candidacy);
        var asked = await candidacy.Read();
        Assert.Equal(["project.summary"], asked.Correction.Fields);
        Assert.Equal("CORRECTION_PENDING", (await Refusal.Of(candidacy.AcceptIntent())).Reason);

        await Update(asked, new() { Project = new() { Summary = "Un lieu précis." } }, "project.summary");
        Assert.Equal("SIGN_OFF_MISSING", (await Refusal.Of(Answer(candidacy))).Reason);
        var written = await candidacy.Read();
        Assert.NotEqual(first, written.Intent.Sha256);
        await Stack.Send<V1.Application>(new V1.SignApplicationRequest
        {
            Name = candidacy.Name,
            Commune = $"communes/{Gours}",
            Sha256 = written.Intent.Sha256,
            Signatory = new() { DisplayName = "Jeanne Martin", Function = "Maire" },
        });

        var answered = await Answer(candidacy);
        Assert.Null(answered.Correction);
        Assert.Equal(written.Intent.Sha256, answered.Intent.Sha256);
        Assert.Equal(receipt, await Receipt(candidacy, 1));
        Assert.Equal((first, answered.Intent.Sha256), (receipt.Sha256, (await Receipt(candidacy, 2)).Sha256));
        await candidacy.AcceptIntent();
        Assert.Equal(State.Preparation, candidacy.Application.State);
    }

    [Fact]
    public async Task while_the_letter_is_accepted_lets_one_of_both_win()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, LeFieu, Gours)).Reach(State.IntentSubmitted);

        var refusals = await Task.WhenAll(
            Settle(Ask(candidacy)), Settle(candidacy.AcceptIntent()));

        var after = await candidacy.Read();
        string?[] expected = after.State == State.Preparation ? ["WRONG_STATE", null] : [null, "CORRECTION_PENDING"];
        Assert.Equal(expected, refusals);
        Assert.Equal(after.State == State.IntentSubmitted, after.Correction is not null);
    }

    /// <summary>The reason of its refusal; null when it succeeds.</summary>
    private static async Task<string?> Settle(Task call)
    {
        await call.ContinueWith(_ => { }, TaskScheduler.Default);
        return call.IsFaulted ? (await Refusal.Of(call)).Reason : null;
    }

    private Task<V1.Receipt> Receipt(Candidacy candidacy, int version) => Stack.Send<V1.Receipt>(
        new V1.GetReceiptRequest { Name = $"{candidacy.Name}/receipts/intent", Version = version });

    private Task<V1.Application> Ask(Candidacy candidacy) =>
        Stack.Send<V1.Application>(new V1.RequestCorrectionRequest
        {
            Name = candidacy.Name,
            Fields = { "project.summary" },
            DueTime = Timestamp.FromDateTimeOffset(Deck.IntentDeadline.AddDays(30)),
            Reason = "Précisez le lieu.",
        });

    private Task<V1.Application> Answer(Candidacy candidacy) =>
        Stack.Send<V1.Application>(new V1.AnswerCorrectionRequest { Name = candidacy.Name });
}
