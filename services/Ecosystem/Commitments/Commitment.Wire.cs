using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>Puts commitments on the wire.</summary>
internal static class CommitmentWire
{
    public static V1.Commitment ToProto(this Commitment commitment) => new()
    {
        Name = commitment.Name,
        Actor = Actor.NameOf(commitment.Actor),
        Brings = { commitment.Brings.Select(resource => (V1.Commitment.Types.Resource)resource) },
        Statement = commitment.Statement,
        Values = { commitment.Values },
        State = (V1.Commitment.Types.State)commitment.State,
        ExpireTime = commitment.Link?.ExpireTime.ToTimestamp(),
        AnswerTime = commitment.AnswerTime?.ToTimestamp(),
        CreateTime = commitment.CreateTime.ToTimestamp(),
        UpdateTime = commitment.UpdateTime.ToTimestamp(),
        Etag = Etag.From(commitment.Version),
    };
}
