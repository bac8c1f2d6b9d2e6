using Google.Protobuf.WellKnownTypes;
using CallServiceClient = ProjetK.Applications.V1.CallService.CallServiceClient;
using CommuneServiceClient = ProjetK.Applications.V1.CommuneService.CommuneServiceClient;

namespace ProjetK.Applications.Tests;

/// <summary>Shorthand for tests that speak to calls and communes of the running service.</summary>
internal static class CallsOnTheStack
{
    public static CallServiceClient Calls(this Stack stack) => new(stack.Channel("applications"));

    public static CommuneServiceClient Communes(this Stack stack) => new(stack.Channel("applications"));

    /// <summary>An id that no other test uses.</summary>
    public static string NewId() => $"t-{Guid.NewGuid():N}";

    /// <summary>A call that is open for letters of intent.</summary>
    public static V1.Call Wanted() => new()
    {
        Title = "Appel à coopération",
        LegalNotices = ProjetK.Testing.Scenarios.Round.Notices,
        IntentOpenTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(-1)),
        IntentDeadlineTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(30)),
        EngagementDeadlineTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(90)),
    };

    public static async Task<V1.Call> Create(this Stack stack, Action<V1.Call>? change = null)
    {
        var call = Wanted();
        change?.Invoke(call);
        return await stack.Calls().CreateCallAsync(new() { CallId = NewId(), Call = call });
    }

    public static async Task<V1.Call> Publish(this Stack stack, Action<V1.Call>? change = null)
    {
        var call = await stack.Create(change);
        return await stack.Calls().PublishCallAsync(new() { Name = call.Name });
    }
}
