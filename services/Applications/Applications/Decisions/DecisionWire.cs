using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>Decisions on the wire.</summary>
internal static class DecisionWire
{
    public static V1.Application.Types.Decision ToProto(this Decision decision) => new()
    {
        Outcome = (V1.Application.Types.Decision.Types.Outcome)(int)decision.Outcome,
        Reason = decision.Reason,
        PublicReason = decision.PublicReason,
        DecideTime = decision.DecideTime.ToTimestamp(),
        Grant = decision.GrantId is { } grant ? $"grants/{grant}" : "",
    };
}
