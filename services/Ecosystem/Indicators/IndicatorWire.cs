using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>Takes measures from the wire and puts them on it.</summary>
internal static class IndicatorWire
{
    public static Indicator Read(this V1.Indicator indicator, Guid territory, DateTimeOffset now) => new(
        Guid.CreateVersion7(), territory, indicator.Indicator_.Trim(), indicator.Title.Trim(), indicator.Year,
        Number(indicator.Value), indicator.Unit.Trim(), indicator.Method.Trim(),
        indicator.Baseline.Trim() is { Length: > 0 } baseline ? Number(baseline) : null, indicator.Source.Trim(), now,
        now, 1);

    public static V1.Indicator ToProto(this Indicator indicator) => new()
    {
        Name = indicator.Name,
        Indicator_ = indicator.Measured,
        Title = indicator.Title,
        Year = indicator.Year,
        Value = Text(indicator.Value),
        Unit = indicator.Unit,
        Method = indicator.Method,
        Baseline = indicator.Baseline is { } baseline ? Text(baseline) : "",
        Source = indicator.Source,
        Change = indicator.Change is { } change ? Text(change) : "",
        Trend = (V1.Indicator.Types.Trend)(indicator.Trend ?? 0),
        UpdateTime = indicator.UpdateTime.ToTimestamp(),
    };

    /// <summary>A decimal number without needless zeros.</summary>
    public static string Text(decimal number) => number.ToString("G29", CultureInfo.InvariantCulture) is var text
        && text.Contains('E')
            ? number.ToString(CultureInfo.InvariantCulture)
            : number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The decimal number of a text that was checked.</summary>
    public static decimal Number(string text) => decimal.Parse(
        text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
