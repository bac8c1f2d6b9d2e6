namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Question> AnswerQuestion(V1.AnswerQuestionRequest request, ServerCallContext context)
    {
        var (call, id) = ParseQuestion(request.Name);
        var (answer, text, reason) = (request.Answer.Trim(), request.Text.Trim(), request.Reason.Trim());
        if (request.Discard && reason.Length == 0)
            throw Errors.ReasonRequired();
        if (request.Discard != (answer.Length == 0))
            throw CommonErrors.InvalidField("answer", "is required, unless the question is discarded.");
        return mutations.Run(request, context, async transaction =>
        {
            var asked = await QuestionTable.Lock(transaction, call, id) ?? throw CommonErrors.NotFound(request.Name);
            var settled = request.Discard
                ? asked.Discard(reason, transaction.Now)
                : asked.Publish(text.Length > 0 ? text : asked.Text, answer, transaction.Now);
            QuestionTable.Save(transaction, asked, settled);
            return settled.ToProto(isManager: true);
        });
    }

    private static (string Call, Guid Id) ParseQuestion(string name)
    {
        var ids = ResourceName.Parse(Question.Pattern, name);
        return Guid.TryParseExact(ids[1], "D", out var id) ? (ids[0], id) : throw CommonErrors.NotFound(name);
    }
}
