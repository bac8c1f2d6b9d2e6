using System.ComponentModel.DataAnnotations;

namespace ProjetK.Ecosystem;

/// <summary>When reports are told of.</summary>
internal sealed class ReportSettings
{
    public const string Section = "Reports";

    /// <summary>So long before it is due a report is told of.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan Notice { get; set; } = TimeSpan.FromDays(60);
}
