namespace ProjetK.AppHost.Tests;

/// <summary>A folder for the data of a stack that keeps it, until the test ends.</summary>
internal sealed class DataFolder : IDisposable
{
    // PostgreSQL's own note of how it ended, after three numbers of 16 bytes; 1 stands for well.
    private const int State = 16, Closed = 1;

    public DataFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"test-{Guid.NewGuid():N}");

    /// <summary>True when the database server has written everything down before it ended.</summary>
    public bool IsClosedWell =>
        BitConverter.ToInt32(File.ReadAllBytes(Of("postgres", "global", "pg_control")), State) == Closed;

    public string Of(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
