using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Limits;
using ProjetK.Benchmarks.Load;

namespace ProjetK.Benchmarks.Figures;

/// <summary>CreateApplication against pgbench with the SQL of that transaction: the saved answer, the call that is kept
/// open, the row, its communes, its line in the history and the commit. Pipelined is the least that the database can do
/// it in; sequential, a round trip for each statement, is how programs usually do it. A bare INSERT of the same row
/// says what the guarantees cost.</summary>
internal sealed class Writes : IFigure
{
    private const string NewIds = @"\set number random(1, 9223372036854775806)";

    private Func<Task> create = null!;
    private Pgbench pgbench = null!;
    private string[] statements = null!;
    private string insert = null!;

    public string Name => "writes";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("CreateApplication ÷ pgbench pipelined",
            found => found["CreateApplication/s"] / found["pgbench pipelined/s"], 0.70, 0.90),
        new("CreateApplication ÷ pgbench sequential",
            found => found["CreateApplication/s"] / found["pgbench sequential/s"], 1.3, 1.8),
        new("CreateApplication ÷ bare INSERT", found => found["CreateApplication/s"] / found["bare INSERT/s"]),
    ];

    public async Task Prepare(Bench bench)
    {
        create = new Drafts(bench).Create(bench.Stack.Address("applications", "grpc"));
        pgbench = new(await bench.Stack.ConnectionString("applications"));
        (statements, insert) = await Copy(bench);
        await ClosedLoop.Rate(Bench.Window, bench.WarmUp, create);
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        reading["CreateApplication/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, create);
        reading["pgbench pipelined/s"] =
            await pgbench.Rate("pipelined", Script.Pipelined(NewIds, statements), bench.Time);
        reading["pgbench sequential/s"] =
            await pgbench.Rate("sequential", Script.Sequential(NewIds, statements), bench.Time);
        reading["bare INSERT/s"] = await pgbench.Rate("insert", $"{NewIds}\n{insert};\n", bench.Time);
    }

    /// <summary>The statements of CreateApplication in their order, and the INSERT alone.</summary>
    private static async Task<(string[] Statements, string Insert)> Copy(Bench bench)
    {
        var (request, headers) = new Drafts(bench).Next();
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(bench.Stack.Address("applications", "grpc"));
        var created = await new ApplicationService.ApplicationServiceClient(channel)
            .CreateApplicationAsync(request, headers);
        var id = created.Name["applications/".Length..];
        await using var database = await bench.Open("applications");
        var (application, commune) = (
            await RowTemplate.Read(database, "applications", $"id = '{id}'"),
            await RowTemplate.Read(database, "application_communes", $"application_id = '{id}'"));
        var answer = await RowTemplate.Read(database, "saved_answers",
            "rpc LIKE '%/CreateApplication' AND answer IS NOT NULL ORDER BY create_time DESC");
        var call = await RowTemplate.Read(database, "calls", $"id = '{bench.Call.Id}'");

        const string Id = "md5('a' || :number)::uuid", Request = "sha256(('r' || :number)::bytea)";
        string Saved(string column) => answer.Literals[answer.Columns.ToList().IndexOf(column)];
        var key = $"caller = {Saved("caller")} AND rpc = {Saved("rpc")} AND request_id = {Request}";
        var insert = application.Upsert(("id", Id));
        return (
        [
            $"""
            INSERT INTO saved_answers (caller, rpc, request_id, request_hash, kept)
            VALUES ({Saved("caller")}, {Saved("rpc")}, {Request}, {Saved("request_hash")}, false) ON CONFLICT DO NOTHING
            """,
            $"SELECT request_hash, answer, refusal FROM saved_answers WHERE {key}",
            $"SELECT {string.Join(", ", call.Columns)} FROM calls WHERE id = '{bench.Call.Id}' FOR SHARE",
            insert,
            commune.Insert(("application_id", Id)),
            $"UPDATE saved_answers SET answer = {Saved("answer")} WHERE {key}",
            $"""
            SELECT record_history('applications/' || {Id}, now(), 'CreateApplication', {Saved("caller")}, NULL, NULL,
                'DRAFT', '{"{applicant,contacts,intent,population,project}"}')
            """,
        ], insert);
    }
}
