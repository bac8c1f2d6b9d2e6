using System.Globalization;
using Google.Rpc;

namespace ProjetK.Portal.Forms;

/// <summary>Why what was sent was not done, in French: a sentence for all of it, and one for each field that is wrong.
/// </summary>
public sealed record Refusal(
    string Reason, string Sentence, IReadOnlyList<Refusal.Field> Fields, IReadOnlyDictionary<string, string> Facts)
{
    private const string Details = "grpc-status-details-bin";

    /// <summary>A field by its path in the contract, as forms name it, and what is wrong with it.</summary>
    public sealed record Field(string Path, string Sentence);

    /// <summary>Whether nobody knows if it was done: the same request, sent again, tells.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>The fields that are wrong, without what else the form holds.</summary>
    public bool IsAboutFields => Reason is "INVALID_FIELD" && Fields.Count > 0;

    /// <summary>A refusal of the portal's own, about what cannot be sent at all.</summary>
    public static Refusal About(string field, string sentence) =>
        new("INVALID_FIELD", "", [new(field, sentence)], new Dictionary<string, string>());

    /// <summary>The same of several fields.</summary>
    public static Refusal About(IReadOnlyList<Field> fields) => new("INVALID_FIELD", "", fields, new Dictionary<string, string>());

    /// <summary>What a service answered.</summary>
    public static Refusal From(RpcException failure)
    {
        var status = failure.Trailers.GetValueBytes(Details) is { } bytes ? Google.Rpc.Status.Parser.ParseFrom(bytes) : null;
        var info = Find<ErrorInfo>(status);
        var reason = info?.Reason ?? ReasonOf(failure.StatusCode);
        IReadOnlyDictionary<string, string> facts = new Dictionary<string, string>(info?.Metadata ?? []);
        var fields = Find<BadRequest>(status)?.FieldViolations.Select(violation => Of(violation.Field, reason)).Distinct().ToList();
        return new(reason, Refusals.Of(reason, facts, fields?.Count ?? 0), fields ?? [], facts)
        {
            IsOpen = failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal
                or StatusCode.Unknown or StatusCode.Cancelled or StatusCode.ResourceExhausted,
        };
    }

    /// <summary>Forms name fields within what they write, and one item of a list as the list; the sentence says which
    /// line of it.</summary>
    private static Field Of(string field, string reason)
    {
        foreach (var wrapper in (string[])["application.", "actor.", "idea.", "call.", "person.", "access_request.", "syndicate."])
            if (field.StartsWith(wrapper, StringComparison.Ordinal))
                field = field[wrapper.Length..];
        if (field.Split('[', ']') is not [var list, var item, var cell])
            return new(field, FieldNames.Expectation(field, reason));
        return int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && cell.StartsWith('.')
            ? new(list, FieldNames.InLine(list, index + 1, cell[1..])) : new(list, FieldNames.Expectation(list, reason));
    }

    private static string ReasonOf(StatusCode code) => code switch
    {
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => "DEPENDENCY_UNAVAILABLE",
        StatusCode.NotFound => "NOT_FOUND",
        StatusCode.PermissionDenied => "PERMISSION_DENIED",
        _ => "INTERNAL",
    };

    private static T? Find<T>(Google.Rpc.Status? status)
        where T : class, Google.Protobuf.IMessage<T>, new() =>
        status?.Details.Where(detail => detail.Is(new T().Descriptor)).Select(detail => detail.Unpack<T>()).FirstOrDefault();
}
