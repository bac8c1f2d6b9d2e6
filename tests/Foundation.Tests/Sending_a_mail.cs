using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using ProjetK.Auth.V1;
using ProjetK.Identity.V1;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Sending_a_mail(CounterHost host) : IClassFixture<CounterHost>, IDisposable
{
    private static readonly Guid Marie = Guid.CreateVersion7(), Paul = Guid.CreateVersion7();

    private readonly KeySeal seal = KeySeal.From(
        new ConfigurationBuilder().AddInMemoryCollection([new("Counter:KeySecret", "a secret of the counter's own")]).Build(),
        "counter");
    private readonly MailSettings settings = new()
    {
        From = "ne-pas-repondre@projetk.test",
        Folder = Directory.CreateTempSubdirectory("projetk-mails-").FullName,
        Lease = TimeSpan.FromSeconds(1),
        FirstPause = TimeSpan.FromMilliseconds(100),
    };
    private readonly Dictionary<Guid, MailOutcome> settled = [];

    private Database Database => host.App.Services.GetRequiredService<Database>();

    public void Dispose() => Directory.Delete(settings.Folder!, recursive: true);

    [Fact]
    public async Task happens_once_although_who_sent_it_died_before_it_could_say_so()
    {
        var id = await Write(new MailRecipient.Address("camille@example.fr", "Camille"));
        var claimed = await MailTable.Claim(Database, settings, default);
        await new MailSender(settings).Send(
            claimed!.Id, new("camille@example.fr", "Camille"), "Bonjour", "Bonjour Camille,", default);

        await Carry();

        var mail = Assert.Single(Sent());
        Assert.Equal($"{id:N}@projetk.test", mail.MessageId);
        Assert.Equal(MailOutcome.Sent, settled[id]);
    }

    [Fact]
    public async Task to_everybody_of_a_role_gives_each_one_of_their_own()
    {
        await Write(new MailRecipient.Everybody(Access.Types.Role.Applicant, "33525"));
        await Carry();
        Assert.Equal(
            [("marie@mairie.example", "Bonjour Marie,"), ("paul@mairie.example", "Bonjour Paul,")],
            Sent().Select(mail => (mail.To.Mailboxes.Single().Address, mail.TextBody!.Trim())).Order());
    }

    [Fact]
    public async Task is_sealed_while_it_waits()
    {
        await Write(new MailRecipient.Address("camille@example.fr", "Camille"));
        var row = await host.Value<string>("SELECT string_agg(m::text, '') FROM outgoing_mails m");
        foreach (var secret in (string[])["camille", "Bonjour", Convert.ToHexString("Bonjour"u8)])
            Assert.DoesNotContain(secret, row, StringComparison.OrdinalIgnoreCase);
        await Carry();
    }

    [Fact]
    public async Task to_nowhere_bounces_and_operators_see_so_and_not_to_whom()
    {
        var id = await Write(new MailRecipient.Address("camille@nowhere.invalid", "Camille"));
        await Carry();
        Assert.Empty(Sent());
        Assert.Equal(MailOutcome.Bounced, settled[id]);
        var bounced = (await host.Operations.ListMailsAsync(
            new() { Parent = "services/counter", State = V1.Mail.Types.State.Bounced })).Mails
            .Single(mail => mail.Name == $"services/counter/mails/{id}");
        Assert.Equal(("GREETING", 1, "RecipientNotAccepted 550"), (bounced.Kind, bounced.AttemptCount, bounced.Failure));
        Assert.Null(bounced.NextTime);
        Assert.True(await host.Value<bool>(
            $"SELECT sealed IS NULL AND about IS NULL FROM outgoing_mails WHERE id = '{id}'"));
    }

    [Fact]
    public async Task to_somebody_who_has_no_account_any_more_ends_there()
    {
        var id = await Write(new MailRecipient.Person(Guid.NewGuid()));
        await Carry();
        Assert.Empty(Sent());
        Assert.Equal(MailOutcome.Bounced, settled[id]);
    }

    [Fact]
    public async Task is_tried_again_until_it_leaves()
    {
        var (folder, aside) = (settings.Folder!, settings.Folder + ".aside");
        Directory.Move(folder, aside);
        await File.WriteAllTextAsync(folder, "in the way");
        var id = await Write(new MailRecipient.Person(Marie));
        using var carrier = await StartCarrier();
        V1.Mail waiting = null!;
        await Until.True(async () =>
        {
            waiting = (await host.Operations.ListMailsAsync(
                new() { Parent = "services/counter", State = V1.Mail.Types.State.Waiting })).Mails.Single();
            return waiting.AttemptCount >= 2;
        }, "it is tried again");
        Assert.Equal("IOException", waiting.Failure);
        Assert.NotNull(waiting.NextTime);

        File.Delete(folder);
        Directory.Move(aside, folder);
        await Until.True(() => Task.FromResult(settled.ContainsKey(id)), "it leaves");
        Assert.Equal("marie@mairie.example", Assert.Single(Sent()).To.Mailboxes.Single().Address);
        await carrier.StopAsync(default);
    }

    private Task<Guid> Write(MailRecipient to) => Database.Run(Caller.OfService("counter"), transaction =>
        Task.FromResult(MailTable.Insert(
            transaction, seal, to, new("GREETING", "Bonjour", $"Bonjour {Mail.Name},"))), default);

    /// <summary>Two carriers at once, until no mail waits.</summary>
    private async Task Carry()
    {
        using var one = await StartCarrier();
        using var two = await StartCarrier();
        await Until.True(async () => await host.Value<long>(MailTable.Count) == 0, "every mail ends");
        await Task.WhenAll(one.StopAsync(default), two.StopAsync(default));
    }

    private async Task<MailCarrier> StartCarrier()
    {
        var carrier = new MailCarrier(
            Database, seal, settings, new(new People()), new(settings),
            [(_, mail, outcome) => settled[mail] = outcome], NullLogger<MailCarrier>.Instance);
        await carrier.StartAsync(default);
        return carrier;
    }

    private List<MimeMessage> Sent() =>
        [.. Directory.EnumerateFiles(settings.Folder!, "*.eml").Select(path => MimeMessage.Load(path))];

    /// <summary>An identity service that knows two people.</summary>
    private sealed class People : IdentityService.IdentityServiceClient
    {
        private static readonly Recipient[] Known =
        [
            new() { Person = $"people/{Marie}", Email = "marie@mairie.example", DisplayName = "Marie" },
            new() { Person = $"people/{Paul}", Email = "paul@mairie.example", DisplayName = "Paul" },
        ];

        public override AsyncUnaryCall<ListRecipientsResponse> ListRecipientsAsync(
            ListRecipientsRequest request, Metadata? headers = null, DateTime? deadline = null,
            CancellationToken cancellationToken = default)
        {
            var answer = new ListRecipientsResponse
            {
                Recipients =
                {
                    Known.Where(one => request.People.Count == 0
                        ? request.Commune == "communes/33525" : request.People.Contains(one.Person)),
                },
            };
            return new(
                Task.FromResult(answer), Task.FromResult(new Metadata()), () => Grpc.Core.Status.DefaultSuccess, () => [], () => { });
        }
    }
}
