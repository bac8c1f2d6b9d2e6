using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    public override async Task<V1.ListDeadLettersResponse> ListDeadLetters(
        V1.ListDeadLettersRequest request, ServerCallContext context)
    {
        RequireOwn(request.Parent);
        var page = Page.Of(request);
        var letters = await DeadLetterTable.List(database, page, context.CancellationToken);
        var next = page.Cut(letters, letter => (letter.FailTime, letter.MessageId, letter.Queue));
        return new()
        {
            DeadLetters = { letters.Select(letter => ToProto(letter, whole: false)) },
            NextPageToken = next,
        };
    }
}
