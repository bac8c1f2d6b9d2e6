namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Actor> GetActor(V1.GetActorRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Actor.Pattern, request.Name);
        if (request.Token.Length == 0)
            return (await ActorTable.Find(
                database, id, Ownership.Of(context.GetCaller()), context.CancellationToken))?.ToProto()
                ?? throw CommonErrors.NotFound(request.Name);
        var actor = await ActorTable.FindByLink(database, id, request.Token, context.CancellationToken)
            ?? throw Errors.LinkExpired();
        var commitments = await CommitmentTable.OfActor(database, actor.Id, context.CancellationToken);
        var answer = actor.ToProto();
        answer.Commitments.Add(commitments.Select(commitment => commitment.At(database.Now).ToProto()));
        return answer;
    }
}
