namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.RequestActorLinkResponse> RequestActorLink(
        V1.RequestActorLinkRequest request, ServerCallContext context)
    {
        var email = request.Email.Trim();
        return mutations.Run(request, context, async transaction =>
        {
            // Whether anybody has that address is not told: neither by the answer nor by a refusal.
            foreach (var actor in await ActorTable.LockByEmail(transaction, email))
            {
                var secret = SecretLink.NewSecret();
                if (!await ActorLinkTable.Add(transaction, actor.Id, secret))
                    continue;
                letters.Write(transaction, actor.Contact!.Named(actor.DisplayName), actor, secret);
                transaction.Record(actor.Name, null, null, "link");
            }
            return new V1.RequestActorLinkResponse();
        });
    }
}
