using System.Net;
using System.Net.Sockets;
using MailKit.Security;
using MimeKit;

namespace ProjetK.Foundation.Tests;

public sealed class Sending_by_SMTP
{
    [Fact]
    public async Task gives_the_mail_to_the_server()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = Receive(listener);
        var message = new MimeMessage
        {
            From = { new MailboxAddress("Projet K", "ne-pas-repondre@projetk.test") },
            To = { new MailboxAddress("Camille", "camille@mairie.example") },
            Subject = "Bonjour",
            Body = new TextPart("plain") { Text = "Voici le lien." },
        };

        await MailSender.Send(message, new()
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Security = SecureSocketOptions.None,
        }, TestContext.Current.CancellationToken);

        var said = await received;
        Assert.Contains(said, line => line.StartsWith("RCPT TO:<camille@mairie.example>", StringComparison.Ordinal));
        Assert.Contains("Voici le lien.", said);
    }

    /// <summary>What a client says to a server that agrees with everything.</summary>
    private static async Task<List<string>> Receive(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        var (said, inData) = (new List<string>(), false);
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (inData && line != ".")
                continue;
            inData = line == "DATA";
            await writer.WriteLineAsync(inData ? "354 go on" : line == "QUIT" ? "221 bye" : "250 ok");
        }
        return said;
    }
}
