namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.ListTermsResponse> ListTerms(V1.ListTermsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var terms = Term.All
            .Where(term => request.Kind == V1.Term.Types.Kind.Unspecified || (int)term.Kind == (int)request.Kind)
            .Skip(page.After<int>())
            .Take(page.Limit)
            .ToList();
        var token = page.Cut(terms, _ => page.After<int>() + page.Size);
        return Task.FromResult(new V1.ListTermsResponse { Terms = { terms.Select(ToProto) }, NextPageToken = token });
    }

    private static V1.Term ToProto(Term term) =>
        new() { Id = term.Id, Kind = (V1.Term.Types.Kind)(int)term.Kind, Label = term.Label };
}
