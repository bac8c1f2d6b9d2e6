using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>The proof that a letter arrived, with the PDF that was given out; <see cref="Version"/> counts the
/// corrections of the letter.</summary>
internal sealed record Receipt(
    Guid ApplicationId, LetterKind Letter, int Version, string Reference, DateTimeOffset ReceiveTime, string Sha256,
    byte[] Pdf)
{
    public const string Pattern = "applications/{application}/receipts/{letter}";

    public string FileName => $"Récépissé {Reference} {LetterNames.Of(Letter)}{(Version > 1 ? $" v{Version}" : "")}.pdf";

    public V1.Receipt ToProto() => new()
    {
        Name = $"{ApplicationWire.Name(ApplicationId)}/receipts/{EnumText.Of(Letter).ToLowerInvariant()}",
        Version = Version,
        Reference = Reference,
        ReceiveTime = ReceiveTime.ToTimestamp(),
        Sha256 = Sha256,
        Pdf = ByteString.CopyFrom(Pdf),
    };
}

/// <summary>What the letters of applicants are called in French.</summary>
internal static class LetterNames
{
    public static string Of(LetterKind letter) => letter switch
    {
        LetterKind.Intent => "lettre d'intention",
        LetterKind.Engagement => "lettre d'engagement",
    };
}
