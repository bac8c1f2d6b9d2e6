using System.Globalization;
using Google.Api;
using Google.Protobuf.Reflection;
using ProjetK.FieldLimits.V1;
using static ProjetK.Errors.V1.Refusals.Types;
using static ProjetK.FieldLimits.V1.Limits.Types;

namespace ProjetK;

/// <summary>What a field of a request may hold: as its option says, otherwise as every field.</summary>
public sealed record FieldRules
{
    private const int DefaultCharacters = 1_000, DefaultItems = 100, TokenCharacters = 10_000;

    private static readonly DateOnly DefaultEarliest = new(1900, 1, 1), DefaultLatest = new(2200, 12, 31);

    /// <summary>The most characters of a text.</summary>
    public required int MaxCharacters { get; init; }

    /// <summary>True where a text may have line breaks and tabs.</summary>
    public required bool Lines { get; init; }

    /// <summary>What a text must look like.</summary>
    public required Format Format { get; init; }

    /// <summary>The most items of a list or map.</summary>
    public required int MaxItems { get; init; }

    /// <summary>The least number; null without limit.</summary>
    public required long? Min { get; init; }

    /// <summary>The greatest number; null without limit.</summary>
    public required long? Max { get; init; }

    /// <summary>The first day of a date or time.</summary>
    public required DateOnly Earliest { get; init; }

    /// <summary>The last day of a date or time.</summary>
    public required DateOnly Latest { get; init; }

    /// <summary>True when the field must be there.</summary>
    public required bool Required { get; init; }

    /// <summary>The reason of the refusal when it is not.</summary>
    public required Reason Absent { get; init; }

    /// <summary>True for what only the service writes: whatever a request has there is ignored.</summary>
    public required bool OutputOnly { get; init; }

    /// <summary>The rules of a field.</summary>
    public static FieldRules Of(FieldDescriptor field)
    {
        var options = field.GetOptions();
        var limits = options?.GetExtension(FieldsExtensions.Limits) ?? new();
        var behaviours = options?.GetExtension(FieldBehaviorExtensions.FieldBehavior);
        return new()
        {
            MaxCharacters = limits.MaxCharacters > 0 ? limits.MaxCharacters
                : field.Name == "page_token" ? TokenCharacters : DefaultCharacters,
            Lines = limits.Lines,
            Format = limits.Format,
            MaxItems = limits.MaxItems > 0 ? limits.MaxItems : DefaultItems,
            Min = limits.HasMin ? limits.Min : field.Name == "page_size" ? 0 : null,
            Max = limits.HasMax ? limits.Max : null,
            Earliest = limits.Earliest.Length > 0 ? Day(limits.Earliest) : DefaultEarliest,
            Latest = limits.Latest.Length > 0 ? Day(limits.Latest) : DefaultLatest,
            Required = behaviours?.Contains(FieldBehavior.Required) is true,
            Absent = limits.Absent == Reason.Unspecified ? Reason.InvalidField : limits.Absent,
            OutputOnly = behaviours?.Contains(FieldBehavior.OutputOnly) is true,
        };
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
