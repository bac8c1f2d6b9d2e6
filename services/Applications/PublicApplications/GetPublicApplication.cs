namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.PublicApplication> GetPublicApplication(
        V1.GetPublicApplicationRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(PublicApplicationWire.Pattern, request.Name);
        var found = await ApplicationTable.ListPublic(database, [id], context.CancellationToken);
        return (await ToPublic(found, context.CancellationToken)).SingleOrDefault()
            ?? throw CommonErrors.NotFound(request.Name);
    }

    private Task<List<V1.PublicApplication>> ToPublic(
        IReadOnlyList<Application> applications, CancellationToken cancellation) =>
        PublicApplications.Show(database, applications, cancellation);
}
