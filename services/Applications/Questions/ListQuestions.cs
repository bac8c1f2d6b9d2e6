using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

internal sealed partial class CallService
{
    // As many of the longest as fit into an answer.
    private const int MostQuestions = 100;

    public override async Task<V1.ListQuestionsResponse> ListQuestions(
        V1.ListQuestionsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request).AtMost(MostQuestions);
        var id = ResourceName.ParseOne(Pattern, request.Parent, "parent");
        var call = await CallTable.Find(database, id, context.CancellationToken);
        if (call is null || !call.IsVisibleTo(context.GetCaller()))
            throw CommonErrors.NotFound(request.Parent);
        var isManager = context.GetCaller().Has(Role.Manager);
        var state = EnumText.OrNull(request.State);
        if (!isManager && state is not (null or "ANSWERED"))
            return new();
        var questions = await QuestionTable.List(
            database, id, isManager ? state : "ANSWERED", page, context.CancellationToken);
        var next = page.Cut(questions, one => (one.CreateTime, one.Id));
        return new() { Questions = { questions.Select(one => one.ToProto(isManager)) }, NextPageToken = next };
    }
}
