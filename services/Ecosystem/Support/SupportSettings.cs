using System.ComponentModel.DataAnnotations;

namespace ProjetK.Ecosystem;

/// <summary>How much support one person can give.</summary>
internal sealed class SupportSettings
{
    public const string Section = "Support";

    /// <summary>How many territories that are no partners and not dormant one person accompanies at most.</summary>
    [Range(1, 1000)]
    public int MaxTerritories { get; set; } = 5;
}
