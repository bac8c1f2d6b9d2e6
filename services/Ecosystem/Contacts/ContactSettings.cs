using System.ComponentModel.DataAnnotations;

namespace ProjetK.Ecosystem;

/// <summary>How long whom to reach at partners is kept.</summary>
internal sealed class ContactSettings
{
    public const string Section = "Contacts";

    /// <summary>So long after the last message, or after the contact was given, it is forgotten.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(3 * 365);
}
