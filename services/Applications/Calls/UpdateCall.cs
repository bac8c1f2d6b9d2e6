namespace ProjetK.Applications;

internal sealed partial class CallService
{
    private static readonly string[] Updatable =
    [
        "title", "summary", "rules_document", "min_population", "max_population", "population_basis",
        "intent_open_time", "intent_deadline_time", "engagement_deadline_time", "deliberation_deadline_time",
        "selection_time", "cooperation_min_months", "cooperation_max_months", "places", "criteria", "min_reviews",
        "involvement", "targets", "perimeter", "previous_call", "legal_notices",
    ];

    public override Task<V1.Call> UpdateCall(V1.UpdateCallRequest request, ServerCallContext context)
    {
        var changes = request.Call ?? throw CommonErrors.InvalidField("call", "is required.");
        var id = ResourceName.ParseOne(Pattern, changes.Name, "call.name");
        return mutations.Run(request, context, async transaction =>
        {
            var now = transaction.Now;
            var call = await CallTable.Lock(transaction, id);
            Etag.Check(changes.Etag, call.Version, "call.etag");
            var merged = FieldMasks.Merge(request.UpdateMask, changes, call.ToProto(now), Updatable);
            var updated = call.Update(merged.FromProto(id, now, new Violations()), now);
            await CommuneTable.CheckExist(transaction, updated.Perimeter, "call.perimeter");
            CallTable.Save(transaction, call, updated);
            return updated.ToProto(now);
        });
    }
}
