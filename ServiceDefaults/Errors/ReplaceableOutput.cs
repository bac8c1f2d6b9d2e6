using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Status = Google.Rpc.Status;

namespace ProjetK.ServiceDefaults;

/// <summary>What a connection sends; its last answer can be replaced before it is written.</summary>
internal sealed class ReplaceableOutput(PipeWriter output) : PipeWriter
{
    private byte[]? instead;
    private byte[] discarded = [];

    public override bool CanGetUnflushedBytes => output.CanGetUnflushedBytes;

    public override long UnflushedBytes => instead is null ? output.UnflushedBytes : 0;

    /// <summary>Sends this refusal, and nothing that is written from now on.</summary>
    public void ReplaceBy(int httpStatus, Status refusal)
    {
        var json = Statuses.Json.Format(refusal);
        instead = Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {httpStatus} {ReasonPhrases.GetReasonPhrase(httpStatus)}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n"
            + $"X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{json}");
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) =>
        instead is null ? output.GetMemory(sizeHint) : Discard(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) =>
        instead is null ? output.GetSpan(sizeHint) : Discard(sizeHint);

    public override void Advance(int bytes)
    {
        if (instead is null)
            output.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (instead is not { Length: > 0 } answer)
            return output.FlushAsync(cancellationToken);
        instead = [];
        return output.WriteAsync(answer, cancellationToken);
    }

    public override ValueTask<FlushResult> WriteAsync(
        ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        instead is null ? output.WriteAsync(source, cancellationToken) : FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => output.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => output.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => output.CompleteAsync(exception);

    private byte[] Discard(int sizeHint)
    {
        if (discarded.Length < Math.Max(sizeHint, 4096))
            discarded = new byte[Math.Max(sizeHint, 4096)];
        return discarded;
    }
}

/// <summary>Both directions of a connection.</summary>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
