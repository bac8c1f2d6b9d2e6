using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Ecosystem;

/// <summary>Puts reports on the wire.</summary>
internal static class ReportWire
{
    public static V1.Report ToProto(this Report report, Caller caller, DateTimeOffset now) => new()
    {
        Name = report.Name,
        Year = report.Year,
        State = (V1.Report.Types.State)report.State,
        DueTime = report.DueTime.ToTimestamp(),
        Application = $"applications/{report.Application}",
        Summary = report.Content.Summary,
        Achievements = report.Content.Achievements,
        Difficulties = report.Content.Difficulties,
        NextSteps = report.Content.NextSteps,
        RequestedChanges = report.RequestedChanges,
        Waiver = report.Waiver is { } waiver && (caller.OnBehalfOf ?? caller).Has(Role.Manager)
            ? new() { Reason = waiver.Reason, RequestTime = waiver.Time.ToTimestamp() }
            : null,
        SubmitTime = report.SubmitTime?.ToTimestamp(),
        AcceptTime = report.AcceptTime?.ToTimestamp(),
        Overdue = report.IsOverdue(now),
        UpdateTime = report.UpdateTime.ToTimestamp(),
        Etag = Etag.From(report.Version),
    };

    /// <summary>The territory and the year in a report's name.</summary>
    public static (Guid Territory, int Year) ReadName(string name, string field = "name") =>
        ResourceName.Parse(Report.Pattern, name, field) is [var territory, var year]
        && Guid.TryParseExact(territory, "D", out var id)
        && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        // A name has one spelling: what belongs to a report is found by it.
        && !year.StartsWith('0')
            ? (id, number)
            : throw CommonErrors.InvalidField(field, $"must look like {Report.Pattern}, with a UUID and a number.");
}
