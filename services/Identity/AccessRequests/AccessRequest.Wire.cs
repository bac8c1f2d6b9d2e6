using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Identity;

/// <summary>Puts requests for accounts on the wire, and reads them from it.</summary>
internal static class AccessRequestWire
{
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
            asked.Email.Trim(),
            asked.DisplayName.Trim(),
            asked.Function.Trim(),
            violations.Commune(asked.Commune, $"{Field}.commune"),
            asked.Message.Trim(),
            AccessRequestState.Pending, "", null, null, now, now, 1);
        violations.ThrowIfAny();
        return request;
    }
}
