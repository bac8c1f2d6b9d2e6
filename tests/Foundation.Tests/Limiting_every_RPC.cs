using System.Collections;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using ProjetK.Auth.V1;
using Date = Google.Type.Date;

namespace ProjetK.Foundation.Tests;

/// <summary>Puts one wrong value after the other into each field of each request, also of those that come.</summary>
public sealed class Limiting_every_RPC
{
    private const int TooLong = 100_000, TooMany = 10_000;

    private static readonly MethodDescriptor[] Rpcs =
    [
        .. typeof(AccessExtensions).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(FileDescriptor))
            .SelectMany(property => ((FileDescriptor)property!.GetValue(null)!).Services)
            .SelectMany(service => service.Methods),
    ];

    public static TheoryData<string> Names => [.. Rpcs.Select(rpc => rpc.FullName)];

    [Theory, MemberData(nameof(Names))]
    public void refuses_a_NUL_in_any_text(string rpc) => Try(rpc, Texts, field => field with { Value = "a\0b" });

    [Theory, MemberData(nameof(Names))]
    public void refuses_what_is_no_character_in_any_text(string rpc) =>
        Try(rpc, Texts, field => field with { Value = "a\ufffeb" });

    [Theory, MemberData(nameof(Names))]
    public void refuses_half_a_character_in_any_text(string rpc) =>
        Try(rpc, Texts, field => field with { Value = "a\ud800" });

    [Theory, MemberData(nameof(Names))]
    public void refuses_text_in_which_nothing_can_be_seen(string rpc) =>
        Try(rpc, path => Texts(path) && !IsOutput(path), field => field with { Value = "\u200b\u2060" });

    [Theory, MemberData(nameof(Names))]
    public void refuses_any_text_that_is_too_long(string rpc) =>
        Try(rpc, path => Texts(path) && !IsOutput(path), field => field with { Value = new string('a', TooLong) });

    [Theory, MemberData(nameof(Names))]
    public void refuses_any_list_that_is_too_long(string rpc) =>
        Try(rpc, path => path[^1].IsRepeated && !IsOutput(path), field => field with { Times = TooMany });

    [Theory, MemberData(nameof(Names))]
    public void refuses_days_and_times_that_nobody_means(string rpc)
    {
        Try(rpc, Is(Date.Descriptor), field => field with { Value = new Date { Year = 9999, Month = 12, Day = 31 } });
        Try(rpc, Is(Date.Descriptor), field => field with { Value = new Date { Year = 1, Month = 1, Day = 1 } });
        Try(rpc, Is(Timestamp.Descriptor), field => field with { Value = new Timestamp { Seconds = 253_402_300_799 } });
        Try(rpc, Is(Timestamp.Descriptor), field => field with { Value = new Timestamp { Seconds = -62_135_596_800 } });
    }

    [Theory, MemberData(nameof(Names))]
    public void refuses_names_of_other_resources(string rpc) => Try(
        rpc, path => ResourcePatterns.Of(path[^1]) is not null && !IsOutput(path),
        field => field with { Value = "others/1" });

    [Theory, MemberData(nameof(Names))]
    public void refuses_undefined_enum_values(string rpc) => Try(
        rpc, path => path[^1].FieldType == FieldType.Enum,
        field => field with { Value = System.Enum.ToObject(field.Descriptor.EnumType.ClrType, 77) });

    private static bool Texts(FieldDescriptor[] path) => path[^1].FieldType == FieldType.String;

    private static Func<FieldDescriptor[], bool> Is(MessageDescriptor type) =>
        path => path[^1].FieldType == FieldType.Message && path[^1].MessageType == type;

    private static bool IsOutput(FieldDescriptor[] path) => path.Any(field => FieldRules.Of(field).OutputOnly);

    private static void Try(string rpc, Func<FieldDescriptor[], bool> applies, Func<Wrong, Wrong> with)
    {
        var input = Rpcs.Single(one => one.FullName == rpc).InputType;
        foreach (var path in Paths(input, []).Where(applies))
        {
            var request = (IMessage)Activator.CreateInstance(input.ClrType)!;
            Put(request, path, with(new(path[^1], null, 1)));
            var refusal = Assert.Throws<DomainException>(() => RequestChecks.Check(request));
            var name = string.Join(".", path.Select(field => field.Name));
            Assert.Contains(name, refusal.Violations.Select(one => one.Field.Replace("[0]", "")));
        }
    }

    private static IEnumerable<FieldDescriptor[]> Paths(MessageDescriptor message, FieldDescriptor[] above)
    {
        foreach (var field in message.Fields.InDeclarationOrder().Where(one => !one.IsMap && !above.Contains(one)))
        {
            yield return [.. above, field];
            if (field.FieldType == FieldType.Message && field.MessageType.File.Package.StartsWith("projetk."))
                foreach (var below in Paths(field.MessageType, [.. above, field]))
                    yield return below;
        }
    }

    private static void Put(IMessage message, FieldDescriptor[] path, Wrong wrong)
    {
        foreach (var field in path[..^1])
        {
            var part = (IMessage)Activator.CreateInstance(field.MessageType.ClrType)!;
            Set(message, field, part, 1);
            message = part;
        }
        var last = path[^1];
        var value = wrong.Value ?? Activator.CreateInstance(last.FieldType switch
        {
            FieldType.Message => last.MessageType.ClrType,
            FieldType.Enum => last.EnumType.ClrType,
            FieldType.Int32 => typeof(int),
            FieldType.Int64 => typeof(long),
            FieldType.String => typeof(string),
            var other => throw new NotSupportedException($"{other}"),
        }, last.FieldType == FieldType.String ? ["a".ToCharArray()] : []);
        Set(message, last, value!, wrong.Times);
    }

    private static void Set(IMessage message, FieldDescriptor field, object value, int times)
    {
        if (!field.IsRepeated)
            field.Accessor.SetValue(message, value);
        else
            for (var time = 0; time < times; time++)
                ((IList)field.Accessor.GetValue(message)).Add(value);
    }

    private sealed record Wrong(FieldDescriptor Descriptor, object? Value, int Times);
}
