namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Letter> GetLetter(V1.GetLetterRequest request, ServerCallContext context)
    {
        var (letter, pdf) = await letters.Get(request.Name, context.GetCaller(), context.CancellationToken);
        return letter.ToProto(pdf);
    }
}
