using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>Shows what is to be corrected.</summary>
internal static class CorrectionWire
{
    public static V1.Correction ToProto(this Correction correction) => new()
    {
        Fields = { correction.Fields },
        DueTime = correction.DueTime.ToTimestamp(),
        Reason = correction.Reason,
        RequestTime = correction.RequestTime.ToTimestamp(),
    };
}
