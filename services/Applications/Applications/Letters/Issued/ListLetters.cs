namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListLettersResponse> ListLetters(
        V1.ListLettersRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent");
        var page = Page.Of(request);
        var known = await letters.List(id, context.GetCaller(), context.CancellationToken);
        // An applicant gets a handful of letters: all are read, and the page is cut out.
        var shown = page.After<string>() is { } last
            ? known.SkipWhile(letter => $"{letter.Id}" != last).Skip(1)
            : known;
        var rows = shown.Take(page.Limit).ToList();
        var token = page.Cut(rows, letter => $"{letter.Id}");
        return new() { Letters = { rows.Select(letter => letter.ToProto()) }, NextPageToken = token };
    }
}
