using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override async Task<V1.Question> GetQuestion(V1.GetQuestionRequest request, ServerCallContext context)
    {
        var (call, id) = ParseQuestion(request.Name);
        var isManager = context.GetCaller().Has(Role.Manager);
        var question = await QuestionTable.Find(database, call, id, context.CancellationToken);
        return question is not null && (isManager || question.State == QuestionState.Answered)
            ? question.ToProto(isManager)
            : throw CommonErrors.NotFound(request.Name);
    }
}
