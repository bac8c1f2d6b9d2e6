namespace ProjetK.Foundation;

/// <summary>The kinds of files that are accepted as documents.</summary>
internal static class MediaTypes
{
    public const string
        Pdf = "application/pdf",
        Jpeg = "image/jpeg",
        Png = "image/png",
        Odt = "application/vnd.oasis.opendocument.text",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static readonly string[] All = [Pdf, Jpeg, Png, Odt, Docx];

    /// <summary>The endings that the names of such files have.</summary>
    public static string[] Endings(string mediaType) => mediaType switch
    {
        Pdf => [".pdf"],
        Jpeg => [".jpg", ".jpeg"],
        Png => [".png"],
        Odt => [".odt"],
        Docx => [".docx"],
        _ => throw new ArgumentException($"{mediaType} is not accepted.", nameof(mediaType)),
    };
}
