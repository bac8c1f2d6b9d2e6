namespace ProjetK.ServiceDefaults;

/// <summary>A response body that can be kept back: decided at the first write, when the status is known.</summary>
internal sealed class WithheldBody(Stream body, Func<bool> withhold) : Stream
{
    public bool Withheld { get; private set; }

    public bool Passed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Passes())
            body.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Passes() ? body.WriteAsync(buffer, cancellationToken) : ValueTask.CompletedTask;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        if (!Withheld)
            body.Flush();
    }

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        Withheld || (!Passed && withhold()) ? Task.CompletedTask : body.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool Passes()
    {
        if (!Passed && !Withheld)
            (Withheld, Passed) = withhold() ? (true, false) : (false, true);
        return Passed;
    }
}
