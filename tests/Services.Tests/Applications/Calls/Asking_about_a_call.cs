using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Applications.V1.WaitingTask.Types.Kind;
using State = ProjetK.Applications.V1.Question.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Asking_about_a_call(ServicesStack stack) : PlayedIn2023(stack)
{
    [Fact]
    public async Task is_public_once_it_is_answered_as_the_manager_words_it()
    {
        var call = (await Round.Publish(Stack)).Call;
        var asked = await Ask(call, "Je suis M. X : un hameau suffit-il ?");
        Assert.Equal(State.Open, asked.State);
        var reading = new V1.GetQuestionRequest { Name = asked.Name };
        Assert.Equal("NOT_FOUND", (await Refusal.Of(
            Stack.Send<V1.Question>(reading, by: People.Nobody))).Reason);
        Assert.Empty(await List(call, People.Nobody));
        Assert.Single(await Tasks(), task => task.Question == asked.Name && task.Kind == Kind.AnswerQuestion);

        await Stack.Send<V1.Question>(new V1.AnswerQuestionRequest
        {
            Name = asked.Name,
            Text = "Un hameau suffit-il ?",
            Answer = "Oui, s'il a 800 habitants.",
        });

        var shown = Assert.Single(await List(call, People.Nobody));
        Assert.Equal(
            ("Un hameau suffit-il ?", "Oui, s'il a 800 habitants.", State.Answered),
            (shown.Text, shown.Answer, shown.State));
        Assert.Equal(shown, await Stack.Send<V1.Question>(reading, by: People.Nobody));
        Assert.DoesNotContain(await Tasks(), task => task.Question == asked.Name);
    }

    [Fact]
    public async Task leaves_nothing_of_what_is_discarded()
    {
        var call = (await Round.Publish(Stack)).Call;
        var discarding = new V1.AnswerQuestionRequest { Name = (await Ask(call, "Achetez !")).Name, Discard = true };
        Assert.Equal("REASON_REQUIRED", (await Refusal.Of(Stack.Send<V1.Question>(discarding))).Reason);
        discarding.Reason = "Publicité.";

        var discarded = await Stack.Send<V1.Question>(discarding);

        Assert.Equal(("", "Publicité.", State.Discarded), (discarded.Text, discarded.DiscardReason, discarded.State));
        Assert.Empty(await List(call, People.Nobody));
        Assert.Single(await List(call, People.Manager));
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Stack.Send<V1.Question>(discarding))).Reason);
    }

    private Task<V1.Question> Ask(string call, string text) => Stack.Send<V1.Question>(
        new V1.AskQuestionRequest { Parent = call, Question = new() { Text = text } }, by: People.Nobody);

    private async Task<IEnumerable<V1.Question>> List(string call, Person by) =>
        (await Stack.Send<V1.ListQuestionsResponse>(new V1.ListQuestionsRequest { Parent = call }, by: by)).Questions;

    private async Task<IEnumerable<V1.WaitingTask>> Tasks()
    {
        var found = new List<V1.WaitingTask>();
        var request = new V1.ListTasksRequest { PageSize = 1000 };
        do
        {
            var page = await Stack.Send<V1.ListTasksResponse>(request, by: People.Manager);
            found.AddRange(page.Tasks);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return found;
    }
}
