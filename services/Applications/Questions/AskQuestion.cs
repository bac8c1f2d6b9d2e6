using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Question> AskQuestion(V1.AskQuestionRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne(Pattern, request.Parent, "parent");
        return mutations.Run(request, context, async transaction =>
        {
            var call = await CallTable.GetShared(transaction, id);
            if (call.Phase(transaction.Now) == CallPhase.Closed)
                throw Errors.CallNotOpen(call);
            var question = new Question(
                Guid.CreateVersion7(), id, QuestionState.Open, request.Question.Text.Trim(), "", "", transaction.Now,
                null);
            QuestionTable.Save(transaction, null, question);
            return question.ToProto(transaction.Caller.Has(Role.Manager));
        });
    }
}
