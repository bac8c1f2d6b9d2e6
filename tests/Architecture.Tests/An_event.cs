using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProjetK.Events;

namespace ProjetK.Architecture.Tests;

public sealed class An_event
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Type[] All =
    [
        .. typeof(IntentAccepted).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "ProjetK.Events" && type != typeof(EventConsumer)
                && !typeof(Attribute).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static TheoryData<Type> Events => [.. All];

    [Fact]
    public void looks_as_it_did_on_the_wire()
    {
        var text = new StringBuilder();
        foreach (var type in All)
            foreach (var property in JsonSerializer.SerializeToElement(Sample(type), type).EnumerateObject())
                text.Append(CultureInfo.InvariantCulture, $"{type.Name}.{property.Name}: ")
                    .Append(JsonSerializer.Serialize(property.Value, Readable)).Append('\n');
        new Golden("events.txt").Compare(text.ToString());
    }

    [Theory, MemberData(nameof(Events))]
    public void survives_the_wire(Type type)
    {
        var json = JsonSerializer.Serialize(Sample(type), type);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type), type));
    }

    [Theory, MemberData(nameof(Events))]
    public void is_a_sealed_record_that_says_who_consumes_it(Type type)
    {
        Assert.True(type.IsSealed);
        Assert.NotNull(type.GetMethod("<Clone>$"));
        Assert.NotNull(type.GetCustomAttribute<ConsumedByAttribute>());
    }

    [Theory, MemberData(nameof(Events))]
    public void has_every_consumer_that_it_names(Type type) => Assert.All(
        type.GetCustomAttribute<ConsumedByAttribute>()!.Consumers,
        consumer => Assert.Contains(
            Sources(consumer.Service).Concat(Everywhere),
            source => source.Contains($"class {consumer.Name}(") && source.Contains($"IConsumer<{type.Name}>")));

    [Theory, MemberData(nameof(Events))]
    public void has_no_consumer_that_it_does_not_name(Type type) => Assert.All(
        Repository.Services
            .Select(path => Path.GetFileNameWithoutExtension(path).ToLowerInvariant())
            .Except(type.GetCustomAttribute<ConsumedByAttribute>()!.Consumers.Select(consumer => consumer.Service)),
        service => Assert.DoesNotContain(Sources(service), source => source.Contains($"IConsumer<{type.Name}>")));

    /// <summary>What every service consumes, whether or not an event names it.</summary>
    private static readonly string[] Everywhere =
        [.. Repository.Files("services/Foundation", "*.cs").Select(Repository.Read)];

    private static IEnumerable<string> Sources(string service) => Repository
        .Files($"services/{char.ToUpperInvariant(service[0])}{service[1..]}", "*.cs").Select(Repository.Read);

    private static object Sample(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke(
            [.. constructor.GetParameters().Select((parameter, i) => Value(parameter.ParameterType, i + 1))]);
    }

    private static object Value(Type type, int seed) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var known when known == typeof(Guid) => new Guid(seed, 0, 7, [0, 0, 0, 0, 0, 0, 0, 1]),
        var known when known == typeof(string) => $"é{seed}",
        var known when known == typeof(int) => seed,
        var known when known == typeof(long) => 10_000_000_000 + seed,
        var known when known == typeof(bool) => true,
        var known when known == typeof(DateTimeOffset) =>
            new DateTimeOffset(2023, 6, 2, 21, 59, 59, 123, 456, TimeSpan.Zero),
        var known when known == typeof(IReadOnlyList<string>) => new[] { $"{seed}a", $"{seed}b" },
        var known when known == typeof(IReadOnlyList<Guid>) => new[] { new Guid(seed, 0, 7, [0, 0, 0, 0, 0, 0, 0, 2]) },
        _ => throw new NotSupportedException($"An event consists of ids and primitives, not of {type}."),
    };
}
