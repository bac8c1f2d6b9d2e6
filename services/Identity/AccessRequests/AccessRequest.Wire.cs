using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Identity;

/// <summary>Puts requests for accounts on the wire, and reads them from it.</summary>
internal static class AccessRequestWire
{
    private const int LongestFunction = 200, LongestMessage = 2000;

    public static V1.AccessRequest ToProto(this AccessRequest request) => new()
    {
        Name = request.Name,
        Email = request.Email,
        DisplayName = request.DisplayName,
        Function = request.Function,
        Commune = $"communes/{request.Commune}",
        Message = request.Message,
        State = (V1.AccessRequest.Types.State)request.State,
        Reason = request.Reason,
        Answerer = request.Answerer ?? "",
        AnswerTime = request.AnswerTime?.ToTimestamp(),
        CreateTime = request.CreateTime.ToTimestamp(),
        UpdateTime = request.UpdateTime.ToTimestamp(),
        Etag = Etag.From(request.Version),
    };

    /// <summary>What somebody asks, as yet unanswered.</summary>
    public static AccessRequest Read(V1.AccessRequest asked, DateTimeOffset now)
    {
        const string Field = "access_request";
        var violations = new Violations();
        var request = new AccessRequest(
            Guid.CreateVersion7(),
            violations.Email(asked.Email, $"{Field}.email"),
            violations.Text(asked.DisplayName, $"{Field}.display_name", Fields.LongestName),
            violations.Text(asked.Function, $"{Field}.function", LongestFunction),
            violations.Commune(asked.Commune, $"{Field}.commune"),
            violations.Text(asked.Message, $"{Field}.message", LongestMessage, required: false, lines: true),
            AccessRequestState.Pending, "", null, null, now, now, 1);
        violations.ThrowIfAny();
        return request;
    }
}
