using Google.Rpc;
using ProjetK.Funding.V1;

namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override async Task<V1.SimulateSelectionResponse> SimulateSelection(
        V1.SimulateSelectionRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Id(ApplicationWire.CallPattern, request.Call, "call");
        Guid[] ids =
        [
            .. request.Applications.Select((name, index) =>
                violations.Guid(ApplicationWire.Pattern, name, $"applications[{index}]")),
        ];
        violations.Require(ids.Distinct().Count() == ids.Length, "applications", "must not be repeated.");
        violations.ThrowIfAny();
        var cancellation = context.CancellationToken;
        var call = await CallTable.Get(database, id, context.GetCaller(), cancellation);
        var applications = await Candidates(call, ids, cancellation);
        var places = await ApplicationTable.CountPlacesTaken(database, id, cancellation);
        var populations = applications.Select(application => application.Population.Value!.Value).ToList();
        var availability = await Ask(call, populations, cancellation);
        // Rates are the envelope's, so that the same population costs the same.
        var costs = (await Task.WhenAll(populations.Distinct().Select(async population => (population, await funding
            .SimulateGrantAsync(new() { Population = population, Call = call.Name }, cancellationToken: cancellation)))))
            .ToDictionary();
        return Simulation.Of(
            applications, [.. populations.Select(population => costs[population])], availability,
            Math.Max(0, call.Places - places));
    }

    /// <summary>The applications in the order asked for, each of which could be selected still.</summary>
    private async Task<List<Application>> Candidates(Call call, Guid[] ids, CancellationToken cancellation)
    {
        var found = (await ApplicationTable.Find(database, ids, cancellation)).ToDictionary(one => one.Id);
        var applications = ids.Select(id => found.GetValueOrDefault(id)).ToList();
        var violations = new Violations();
        for (var i = 0; i < ids.Length; i++)
            violations.Require(
                applications[i]?.Call.Id == call.Id, $"applications[{i}]", "must be an application of the call.");
        violations.ThrowIfAny();
        foreach (var application in applications)
            if (!Selectable.Contains(application!.State))
                throw Errors.WrongState(application.State, Selectable);
            else if (application.Population.Value is null)
                throw Errors.PopulationUnconfirmed();
        return applications!;
    }

    private async Task<CheckAvailabilityResponse> Ask(
        Call call, IEnumerable<int> populations, CancellationToken cancellation)
    {
        try
        {
            return await funding.CheckAvailabilityAsync(
                new() { Call = call.Name, Populations = { populations } }, cancellationToken: cancellation);
        }
        catch (RpcException refusal)
            when (refusal.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason == "ENVELOPE_MISSING")
        {
            throw ReviewErrors.EnvelopeMissing(call);
        }
    }

    private static readonly ApplicationState[] Selectable =
    [
        ApplicationState.IntentSubmitted, ApplicationState.Preparation, ApplicationState.EngagementSubmitted,
        ApplicationState.UnderReview, ApplicationState.Waitlisted,
    ];
}
