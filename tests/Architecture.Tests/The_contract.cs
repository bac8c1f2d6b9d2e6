using Google.Protobuf.Reflection;
using ProjetK.Auth.V1;

namespace ProjetK.Architecture.Tests;

public sealed class The_contract
{
    private static readonly string[] Questions = ["Check", "Simulate", "Forecast", "Find", "Preview"];

    private static IEnumerable<MethodDescriptor> Mutations => Contract.Rpcs.Where(rpc =>
        Contract.Route(rpc) is { Verb: not "GET" }
        && !Questions.Any(verb => rpc.Name.StartsWith(verb, StringComparison.Ordinal)));

    private static IEnumerable<MethodDescriptor> Lists =>
        Contract.Rpcs.Where(rpc => rpc.Name.StartsWith("List", StringComparison.Ordinal));

    [Fact]
    public void changes_only_where_it_is_meant_to() => new Golden("contract.txt").Compare(Contract.Describe());

    [Fact]
    public void says_of_every_RPC_who_may_call_it() => Assert.All(Contract.Rpcs, rpc =>
        Assert.True(Contract.AccessOf(rpc) is { Public: true } or { Roles.Count: > 0 }, rpc.FullName));

    [Fact]
    public void says_of_every_RPC_how_it_may_be_refused() =>
        Assert.All(Contract.Rpcs, rpc => Assert.True(Reasons.Own(rpc) is not null, rpc.FullName));

    [Fact]
    public void does_not_repeat_how_every_such_RPC_may_be_refused() =>
        Assert.All(Contract.Rpcs, rpc => Assert.Empty(Reasons.Own(rpc)!.Reasons.Intersect(Reasons.Implied(rpc))));

    [Fact]
    public void gives_JSON_to_every_RPC_that_is_not_for_services_alone() => Assert.All(
        Contract.Rpcs.Where(rpc => Contract.AccessOf(rpc)?.Roles is not [Access.Types.Role.Service]),
        rpc => Assert.True(Contract.HttpOf(rpc) is not null, rpc.FullName));

    [Fact]
    public void makes_every_change_safe_to_repeat() => Assert.All(Mutations, rpc =>
        Assert.True(rpc.InputType.FindFieldByName("request_id") is { FieldType: FieldType.String }, rpc.FullName));

    [Fact]
    public void pages_every_list() => Assert.All(Lists, rpc =>
    {
        Assert.True(rpc.InputType.FindFieldByName("page_size") is { FieldType: FieldType.Int32 }, rpc.FullName);
        Assert.True(rpc.InputType.FindFieldByName("page_token") is { FieldType: FieldType.String }, rpc.FullName);
        Assert.True(rpc.OutputType.FindFieldByName("next_page_token") is not null, rpc.FullName);
    });

    [Fact]
    public void has_an_unspecified_zero_in_every_enum() => Assert.All(
        Contract.Files.SelectMany(file =>
            file.EnumTypes.Concat(file.MessageTypes.SelectMany(message => message.EnumTypes))),
        type => Assert.EndsWith("_UNSPECIFIED", type.FindValueByNumber(0).Name));
}
