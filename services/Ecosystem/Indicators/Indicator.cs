using System.Globalization;

namespace ProjetK.Ecosystem;

/// <summary>One yearly measure of a territory.</summary>
internal sealed record Indicator(
    Guid Id,
    Guid Territory,
    string Measured,
    string Title,
    int Year,
    decimal Value,
    string Unit,
    string Method,
    decimal? Baseline,
    string Source,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    /// <summary>The value of the latest measure of an earlier year.</summary>
    public decimal? Earlier { get; init; }

    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Ecosystem.Territory.NameOf(Territory)}/indicators/{Measured}-{Year}");

    public decimal? Change => Value - Baseline;

    public Trend? Trend => Earlier is { } earlier ? (Trend)(Math.Sign(Value - earlier) + 2) : null;

    /// <summary>The same measure with what was found out later.</summary>
    public Indicator Correct(Indicator correction, DateTimeOffset now) => correction with
    {
        Id = Id,
        CreateTime = CreateTime,
        UpdateTime = now,
        Version = Version + 1,
    };
}

/// <summary>How a measure moves; numbered as on the wire.</summary>
internal enum Trend
{
    Falling = 1,
    Steady = 2,
    Rising = 3,
}
