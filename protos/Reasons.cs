using Google.Api;
using Google.Protobuf.Reflection;
using Google.Rpc;
using ProjetK.Auth.V1;
using ProjetK.Errors.V1;
using static ProjetK.Errors.V1.Refusals.Types;

namespace ProjetK;

/// <summary>How an RPC may be refused, as its proto says it and as its shape implies.</summary>
public static class Reasons
{
    /// <summary>Every reason that there is.</summary>
    public static IReadOnlyList<EnumValueDescriptor> All { get; } =
        [.. Refusals.Descriptor.EnumTypes[0].Values.Where(value => value.Number != (int)Reason.Unspecified)];

    /// <summary>The reasons that an RPC may give, in the order in which they are defined.</summary>
    public static IReadOnlyList<EnumValueDescriptor> Of(MethodDescriptor rpc) =>
        Describe([.. Own(rpc)?.Reasons ?? [], .. Implied(rpc)]);

    /// <summary>What the proto of an RPC says about it; null when that says nothing.</summary>
    public static Refusals? Own(MethodDescriptor rpc) => rpc.GetOptions()?.GetExtension(RefusalsExtensions.Refusals);

    /// <summary>The gRPC code that comes with a reason.</summary>
    public static Code CodeOf(EnumValueDescriptor reason) => reason.GetOptions().GetExtension(RefusalsExtensions.Code);

    /// <summary>What the option <c>refusals</c> need not repeat.</summary>
    public static IEnumerable<Reason> Implied(MethodDescriptor rpc)
    {
        yield return Reason.InvalidField;
        yield return Reason.Unauthenticated;
        yield return Reason.RateLimited;
        yield return Reason.DependencyUnavailable;
        yield return Reason.Internal;
        if (rpc.GetOptions()?.GetExtension(AccessExtensions.Access) is not { Public: true })
            yield return Reason.PermissionDenied;
        if (Has(rpc, "name") || Has(rpc, "parent") || HasVariable(rpc))
            yield return Reason.NotFound;
        if (Has(rpc, "etag") || Has(rpc, "update_mask"))
            yield return Reason.EtagMismatch;
        if (!Has(rpc, "request_id"))
            yield break;
        yield return Reason.RequestIdReused;
        yield return Reason.ConcurrentChange;
    }

    private static EnumValueDescriptor[] Describe(HashSet<Reason> reasons) =>
        [.. All.Where(value => reasons.Contains((Reason)value.Number))];

    private static bool Has(MethodDescriptor rpc, string field) => rpc.InputType.FindFieldByName(field) is not null;

    private static bool HasVariable(MethodDescriptor rpc) =>
        rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule
        && (rule.Get + rule.Post + rule.Put + rule.Patch + rule.Delete).Contains('{');
}
