using Grpc.Core;
using ProjetK.Testing.Scenarios;
using SignedLetter = ProjetK.Applications.V1.SignApplicationRequest.Types.LetterKind;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class A_grouping_that_applies(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LeFieu = "33166", Gours = "33191", Puynormand = "33347", Libourne = "33243";

    [Fact]
    public async Task needs_the_signature_of_every_commune_but_its_lead()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), LeFieu, Gours, Puynormand)).Application;
        var signed = await Sign(draft, Gours);

        var refusal = await Refusal.Of(SubmitIntent(draft.Name));
        Assert.Equal((StatusCode.FailedPrecondition, "SIGN_OFF_MISSING"), refusal.Kind);
        Assert.Equal($"communes/{Puynormand}", refusal.Metadata["communes"]);

        await Sign(signed, Puynormand);
        Assert.Equal(State.IntentSubmitted, (await SubmitIntent(draft.Name)).Application.State);
    }

    [Fact]
    public async Task signs_at_once_without_losing_a_signature()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), LeFieu, Gours, Puynormand)).Application;

        await Task.WhenAll(Sign(draft, Gours), Sign(draft, Puynormand), Sign(draft, Gours));

        Assert.Equal(
            [$"communes/{Gours}", $"communes/{Puynormand}"],
            (await Get(draft.Name)).Intent.Signatures.Select(signature => signature.Commune).Order());
    }

    [Fact]
    public async Task loses_its_signatures_by_an_edit_of_the_letter()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), LeFieu, Gours)).Application;
        var signed = await Sign(draft, Gours);
        var reached = await Update(signed, new() { Contacts = new() { ElectedReferent = new() { Phone = "05" } } });
        Assert.Single(reached.Intent.Signatures);

        var edited = await Update(reached, new() { Intent = new() { Text = "Autre texte." } });

        Assert.Empty(edited.Intent.Signatures);
        Assert.Equal("SIGN_OFF_MISSING", (await Refusal.Of(SubmitIntent(draft.Name))).Reason);
        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH"), (await Refusal.Of(Sign(draft, Gours))).Kind);
    }

    [Theory, InlineData(LeFieu), InlineData(Libourne)]
    public async Task is_not_signed_by_its_lead_nor_by_a_stranger(string commune)
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), LeFieu, Gours)).Application;
        Assert.Equal(["commune"], (await Refusal.Of(Sign(draft, commune))).Fields);
    }

    [Fact]
    public async Task names_everything_that_is_wrong_with_a_signature()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), LeFieu, Gours)).Application;
        var refusal = await Refusal.Of(Stack.Send<V1.Application>(new V1.SignApplicationRequest
        {
            Name = draft.Name,
            Commune = "Gours",
            Sha256 = "abc",
            Signatory = new() { DisplayName = "Jeanne Martin" },
        }));
        Assert.Equal(["commune", "signatory.function"], refusal.Fields);
    }

    [Fact]
    public async Task signs_the_letter_that_comes_next()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), LeFieu, Gours);
        var early = await Refusal.Of(Sign(candidacy.Application, Gours, SignedLetter.Engagement));
        Assert.Equal(("WRONG_STATE", "PREPARATION"), (early.Reason, early.Metadata["allowed"]));

        await candidacy.Reach(State.Preparation);
        var late = await Refusal.Of(Sign(candidacy.Application, Gours, SignedLetter.Intent));
        Assert.Equal(("WRONG_STATE", "DRAFT"), (late.Reason, late.Metadata["allowed"]));
        Assert.Single((await Sign(candidacy.Application, Gours, SignedLetter.Engagement)).Engagement.Signatures);
    }

    private Task<V1.Application> Sign(
        V1.Application read, string commune, SignedLetter letter = default) =>
        Stack.Send<V1.Application>(new V1.SignApplicationRequest
        {
            Name = read.Name,
            Commune = $"communes/{commune}",
            Letter = letter,
            Sha256 = read.State == State.Draft ? read.Intent.Sha256 : read.Engagement.Sha256,
            Signatory = new() { DisplayName = "Jeanne Martin", Function = "Maire" },
        });
}
