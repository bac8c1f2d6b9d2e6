using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Foundation;

/// <summary>Who was erased while an access token of theirs may still be valid. Only hashes of the names are kept, for a
/// day. Read at most every half second; what they write is also refused by the database, without any delay.</summary>
internal sealed class ErasedPeople(Database database)
{
    /// <summary>The name under which the database refuses to record what an erased person does.</summary>
    public const string Constraint = "history_of_an_erased_person";

    private static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(500);
    private readonly SemaphoreSlim one = new(1);
    private volatile Reading? last;

    public async Task<bool> Contains(string subject, CancellationToken cancellation)
    {
        var reading = last is { IsFresh: true } fresh ? fresh : await Read(cancellation);
        return reading.Hashes.Count > 0
            && reading.Hashes.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject))));
    }

    private async Task<Reading> Read(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (last is { IsFresh: true } meanwhile)
                return meanwhile;
            var read = Stopwatch.GetTimestamp();
            var hashes = await database.Query(
                "SELECT encode(person, 'hex') FROM erased_people WHERE erase_time > now() - interval '1 day'",
                row => row.GetString(0), cancellation);
            return last = new([.. hashes], read);
        }
        finally
        {
            one.Release();
        }
    }

    private sealed record Reading(HashSet<string> Hashes, long Time)
    {
        public bool IsFresh => Stopwatch.GetElapsedTime(Time) < MaxAge;
    }
}
