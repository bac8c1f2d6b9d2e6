using System.Collections.Concurrent;
using MimeKit;

namespace ProjetK.Testing;

/// <summary>The folder in which a stack's mails end: what people are sent, without a mail server.</summary>
public sealed class Mails : IDisposable
{
    private readonly ConcurrentDictionary<string, MimeMessage> read = [];

    /// <summary>Where the mails are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("projetk-mails-").FullName;

    /// <summary>Mails to that address, when there are so many of them; the latest last.</summary>
    public Task<List<MimeMessage>> To(string email, int count = 1) => Eventually.Get(
        () => Task.FromResult<List<MimeMessage>>(
        [
            .. Directory.EnumerateFiles(Folder, "*.eml").Order()
                .Select(path => read.GetOrAdd(path, _ => MimeMessage.Load(path)))
                .Where(mail => mail.To.Mailboxes.Any(to => to.Address == email)),
        ]),
        found => found.Count >= count, $"{count} mail(s) to {email}");

    /// <summary>The link in the latest mail to that address.</summary>
    public async Task<Uri> LinkTo(string email, int count = 1)
    {
        var words = (await To(email, count))[^1].TextBody!.Split((char[])[' ', '\r', '\n']);
        return new(words.Single(word => word.StartsWith("http", StringComparison.Ordinal)));
    }

    /// <summary>The secret in the latest link to that address.</summary>
    public async Task<string> SecretTo(string email, int count = 1) =>
        (await LinkTo(email, count)).Query.Split("token=")[1];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
