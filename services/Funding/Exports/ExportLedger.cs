using Google.Protobuf;
using Format = ProjetK.Funding.V1.ExportLedgerRequest.Types.Format;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task ExportLedger(
        V1.ExportLedgerRequest request, IServerStreamWriter<V1.ExportLedgerResponse> responses,
        ServerCallContext context)
    {
        var parts = await Export(exports, request, context.GetCaller(), context.CancellationToken);
        await foreach (var part in parts)
            await responses.WriteAsync(new() { Data = UnsafeByteOperations.UnsafeWrap(part) }, context.CancellationToken);
    }

    /// <summary>The same over HTTP.</summary>
    internal static async Task ExportLedger(LedgerExports exports, FileCall call)
    {
        var (request, cancellation) = (call.Read<V1.ExportLedgerRequest>(), call.Http.RequestAborted);
        var parts = await Export(exports, request, call.Caller, cancellation);
        call.Begin(
            request.Format == Format.Spreadsheet ? "Grand livre.csv" : "subventions.csv", "text/csv; charset=utf-8");
        await foreach (var part in parts)
            await call.Http.Response.Body.WriteAsync(part, cancellation);
    }

    private static async Task<IAsyncEnumerable<byte[]>> Export(
        LedgerExports exports, V1.ExportLedgerRequest request, Caller caller, CancellationToken cancellation)
    {
        var violations = new Violations();
        var envelope = violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        violations.ThrowIfAny();
        await exports.Require(envelope, cancellation);
        var filter = new ExportFilter(envelope, request.Year == 0 ? null : request.Year, KnowsAll(caller));
        return request.Format == Format.Spreadsheet
            ? exports.Entries(filter, cancellation)
            : exports.Grants(filter, await exports.FindGrantor(cancellation), cancellation);
    }
}
