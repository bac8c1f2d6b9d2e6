using ProjetK.Identity.V1;
using static ProjetK.Auth.V1.Access.Types;
using IdentityClient = ProjetK.Identity.V1.IdentityService.IdentityServiceClient;

namespace ProjetK.Foundation;

/// <summary>Asks the identity service, when a mail leaves, where people with an account get theirs.</summary>
public sealed class MailAddresses(IdentityClient identity)
{
    private const int PageSize = 1000;

    /// <summary>Where that person gets mails; null when they have no open account.</summary>
    internal async Task<Mailbox?> Of(Guid person, CancellationToken cancellation)
    {
        var answer = await identity.ListRecipientsAsync(
            new() { People = { $"people/{person}" } }, cancellationToken: cancellation);
        return answer.Recipients is [var one] ? new(one.Email, one.DisplayName) : null;
    }

    /// <summary>Everybody who has an open account and that role, of that commune where one is given.</summary>
    public async Task<IReadOnlyList<Guid>> Of(string role, string? commune, CancellationToken cancellation)
    {
        var request = new ListRecipientsRequest
        {
            Role = EnumText.Parse<Role>(role),
            Commune = commune is null ? "" : $"communes/{commune}",
            PageSize = PageSize,
        };
        var people = new List<Guid>();
        do
        {
            var page = await identity.ListRecipientsAsync(request, cancellationToken: cancellation);
            people.AddRange(page.Recipients.Select(one => Guid.Parse(one.Person["people/".Length..])));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return people;
    }
}
