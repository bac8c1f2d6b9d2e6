namespace ProjetK.Foundation.Tests;

public sealed class Travelling_in_time : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void shifts_the_present_by_the_offset_in_the_file()
    {
        var clock = new Clock(file);
        Assert.True((clock.GetUtcNow() - DateTimeOffset.UtcNow).Duration() < TimeSpan.FromMinutes(1));
        File.WriteAllText(file, "30.02:00:00");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(1));
        var travelled = clock.GetUtcNow() - DateTimeOffset.UtcNow;
        Assert.True((travelled - new TimeSpan(30, 2, 0, 0)).Duration() < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void without_a_file_stays_here_until_there_is_one()
    {
        File.Delete(file);
        var clock = new Clock(file);
        Assert.True((clock.GetUtcNow() - DateTimeOffset.UtcNow).Duration() < TimeSpan.FromMinutes(1));
        File.WriteAllText(file, "1.00:00:00");
        var travelled = clock.GetUtcNow() - DateTimeOffset.UtcNow;
        Assert.True((travelled - TimeSpan.FromDays(1)).Duration() < TimeSpan.FromMinutes(1));
    }
}
