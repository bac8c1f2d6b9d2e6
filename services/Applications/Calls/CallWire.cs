using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>Calls on the wire.</summary>
internal static partial class CallWire
{
    /// <summary>The call on the wire, as it stands at that instant.</summary>
    public static V1.Call ToProto(this Call call, DateTimeOffset now) => new()
    {
        Name = call.Name,
        Title = call.Title,
        Summary = call.Summary,
        RulesDocument = call.RulesDocument,
        MinPopulation = call.MinPopulation,
        MaxPopulation = call.MaxPopulation,
        PopulationBasis = call.Basis.ToProto(),
        PopulationVintage = call.Vintage ?? 0,
        IntentOpenTime = call.IntentOpenTime.ToTimestamp(),
        IntentDeadlineTime = call.IntentDeadlineTime.ToTimestamp(),
        EngagementDeadlineTime = call.EngagementDeadlineTime.ToTimestamp(),
        DeliberationDeadlineTime = call.DeliberationDeadlineTime.ToTimestamp(),
        SelectionTime = call.SelectionTime?.ToTimestamp(),
        CooperationMinMonths = call.CooperationMinMonths,
        CooperationMaxMonths = call.CooperationMaxMonths,
        Places = call.Places,
        Criteria = { call.Criteria.Select(ToProto) },
        MinReviews = call.MinReviews,
        Involvement = call.Involvement.ToProto(),
        Targets = { call.Targets.Select(ToProto) },
        Perimeter = { call.Perimeter.Select(code => $"communes/{code}") },
        PreviousCall = call.PreviousCall is null ? "" : $"calls/{call.PreviousCall}",
        Phase = call.Phase(now).ToProto(),
        PublishTime = call.PublishTime?.ToTimestamp(),
        AnnounceTime = call.AnnounceTime?.ToTimestamp(),
        CloseTime = call.CloseTime?.ToTimestamp(),
        CreateTime = call.CreateTime.ToTimestamp(),
        UpdateTime = call.UpdateTime.ToTimestamp(),
        Etag = Etag.From(call.Version),
        Extensions =
        {
            call.Extensions.Select(one => new V1.Deadline
            {
                Kind = (V1.Deadline.Types.Kind)(int)one.Kind,
                Time = one.Time.ToTimestamp(),
                Reason = one.Reason,
            }),
        },
        LegalNotices = new()
        {
            Receipt = call.LegalNotices.Receipt,
            Silence = call.LegalNotices.Silence,
            Appeal = call.LegalNotices.Appeal,
        },
    };

    private static V1.Call.Types.Criterion ToProto(Criterion one) =>
        new() { Id = one.Id, Title = one.Title, Weight = one.Weight };

    private static V1.Call.Types.Target ToProto(Target target) => new()
    {
        Indicator = target.Indicator,
        Title = target.Title,
        Value = target.Value,
        Unit = target.Unit,
    };

    public static V1.Call.Types.Phase ToProto(this CallPhase phase) => (V1.Call.Types.Phase)(int)phase;

    /// <summary>The phase, or null where none is given.</summary>
    public static CallPhase? FromProto(this V1.Call.Types.Phase phase) =>
        phase == V1.Call.Types.Phase.Unspecified ? null : (CallPhase)(int)phase;

    public static V1.PopulationBasis ToProto(this PopulationBasis basis) => basis switch
    {
        PopulationBasis.Municipale => V1.PopulationBasis.Municipale,
        PopulationBasis.Totale => V1.PopulationBasis.Totale,
    };
}
