using Grpc.Core;
using ProjetK.Applications.V1;
using static ProjetK.Applications.V1.Application.Types;

namespace ProjetK.Benchmarks.Figures;

/// <summary>Applications as mayors begin them, each under a request_id of its own.</summary>
internal sealed class Drafts(Bench bench)
{
    private readonly Mayors mayors = new(bench);

    /// <summary>The next request, and who makes it.</summary>
    public (CreateApplicationRequest Request, Metadata Headers) Next()
    {
        var (commune, headers) = mayors.Next();
        return (new()
        {
            RequestId = Guid.NewGuid().ToString(),
            Application = new()
            {
                Call = bench.Call.Name,
                Applicant = new()
                {
                    Kind = Applicant.Types.Kind.Commune,
                    LeadCommune = $"communes/{commune}",
                    Communes = { $"communes/{commune}" },
                },
                Contacts = new() { ElectedReferent = new() { DisplayName = "Claire Martin", Function = "Maire" } },
                Project = new() { Title = "Le lieu", Summary = "Un lieu pour vivre ensemble le Zéro Waste." },
                Intent = new()
                {
                    Text = "Ça nous intéresse.",
                    Signatory = new() { DisplayName = "Claire Martin", Function = "Maire" },
                },
            },
        }, headers);
    }

    /// <summary>Creates one after another.</summary>
    public Func<Task> Create(Uri address) => bench.Repeat(
        address, invoker => new ApplicationService.ApplicationServiceClient(invoker), async client =>
        {
            var (request, headers) = Next();
            await client.CreateApplicationAsync(request, headers);
        });
}
