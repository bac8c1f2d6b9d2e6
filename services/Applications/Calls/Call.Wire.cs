using Google.Protobuf.WellKnownTypes;
using ProjetK.Events;

namespace ProjetK.Applications;

internal sealed partial record Call
{
    /// <summary>The call on the wire, as it stands at that instant.</summary>
    public V1.Call ToProto(DateTimeOffset now) => new()
    {
        Name = Name,
        Title = Title,
        Summary = Summary,
        RulesDocument = RulesDocument,
        MinPopulation = MinPopulation,
        MaxPopulation = MaxPopulation,
        PopulationBasis = Basis.ToProto(),
        PopulationVintage = Vintage ?? 0,
        IntentOpenTime = IntentOpenTime.ToTimestamp(),
        IntentDeadlineTime = IntentDeadlineTime.ToTimestamp(),
        EngagementDeadlineTime = EngagementDeadlineTime.ToTimestamp(),
        DeliberationDeadlineTime = DeliberationDeadlineTime.ToTimestamp(),
        SelectionTime = SelectionTime?.ToTimestamp(),
        CooperationMinMonths = CooperationMinMonths,
        CooperationMaxMonths = CooperationMaxMonths,
        Places = Places,
        Criteria = { Criteria.Select(ToProto) },
        MinReviews = MinReviews,
        Involvement = new()
        {
            PublicActors = Involvement.PublicActors,
            PrivateActors = Involvement.PrivateActors,
            CivilActors = Involvement.CivilActors,
        },
        Targets = { Targets.Select(ToProto) },
        Perimeter = { Perimeter.Select(code => $"communes/{code}") },
        PreviousCall = PreviousCall is null ? "" : $"calls/{PreviousCall}",
        Phase = Phase(now).ToProto(),
        PublishTime = PublishTime?.ToTimestamp(),
        AnnounceTime = AnnounceTime?.ToTimestamp(),
        CloseTime = CloseTime?.ToTimestamp(),
        CreateTime = CreateTime.ToTimestamp(),
        UpdateTime = UpdateTime.ToTimestamp(),
        Etag = Etag.From(Version),
    };

    /// <summary>What the other services learn at publication.</summary>
    public CallPublished ToPublished() => new(
        Id, Involvement.PublicActors, Involvement.PrivateActors, Involvement.CivilActors, PublishTime!.Value, Version);

    private static V1.Call.Types.Criterion ToProto(Criterion one) =>
        new() { Id = one.Id, Title = one.Title, Weight = one.Weight };

    private static V1.Call.Types.Target ToProto(Target target) => new()
    {
        Indicator = target.Indicator,
        Title = target.Title,
        Value = target.Value,
        Unit = target.Unit,
    };
}

/// <summary>Phases and bases on the wire.</summary>
internal static class CallWire
{
    public static V1.Call.Types.Phase ToProto(this CallPhase phase) => phase switch
    {
        CallPhase.Draft => V1.Call.Types.Phase.Draft,
        CallPhase.Announced => V1.Call.Types.Phase.Announced,
        CallPhase.Intent => V1.Call.Types.Phase.Intent,
        CallPhase.Engagement => V1.Call.Types.Phase.Engagement,
        CallPhase.Selection => V1.Call.Types.Phase.Selection,
        CallPhase.Cooperation => V1.Call.Types.Phase.Cooperation,
        CallPhase.Closed => V1.Call.Types.Phase.Closed,
    };

    public static CallPhase? FromProto(this V1.Call.Types.Phase phase) => phase switch
    {
        V1.Call.Types.Phase.Unspecified => null,
        V1.Call.Types.Phase.Draft => CallPhase.Draft,
        V1.Call.Types.Phase.Announced => CallPhase.Announced,
        V1.Call.Types.Phase.Intent => CallPhase.Intent,
        V1.Call.Types.Phase.Engagement => CallPhase.Engagement,
        V1.Call.Types.Phase.Selection => CallPhase.Selection,
        V1.Call.Types.Phase.Cooperation => CallPhase.Cooperation,
        V1.Call.Types.Phase.Closed => CallPhase.Closed,
    };

    public static V1.PopulationBasis ToProto(this PopulationBasis basis) => basis switch
    {
        PopulationBasis.Municipale => V1.PopulationBasis.Municipale,
        PopulationBasis.Totale => V1.PopulationBasis.Totale,
    };
}
