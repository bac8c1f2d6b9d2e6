namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListPublicApplicationsResponse> ListPublicApplications(
        V1.ListPublicApplicationsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var call = violations.OptionalId(ApplicationWire.CallPattern, request.Call, "call");
        var commune = violations.OptionalCommune(request.Commune, "commune");
        violations.ThrowIfAny();
        var words = CommuneName.Normalise(request.Query);
        var applications = await ApplicationTable.ListPublic(
            database, call, commune, words == "" ? null : Where.Containing(words), page, context.CancellationToken);
        var token = page.Cut(applications, application => application.Reference!);
        return new()
        {
            PublicApplications = { await ToPublic(applications, context.CancellationToken) },
            NextPageToken = token,
        };
    }
}
