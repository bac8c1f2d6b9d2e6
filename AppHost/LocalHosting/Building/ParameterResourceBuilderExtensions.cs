using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds parameters: settings and secrets.</summary>
public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false,
        bool persist = false) => builder.AddResource(new ParameterResource(name,
            () => Configured(builder, name)
                ?? (persist ? Remembered(builder, name, value) : value.GetDefaultValue()), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, () => Configured(builder, name)
            ?? throw new DistributedApplicationException(
                $"The parameter '{name}' has no value: set Parameters:{name}."), secret));

    internal static ParameterResource PasswordOf(IDistributedApplicationBuilder builder, string server)
    {
        var name = $"{server}-password";
        var generated = new GenerateParameterDefault { MinLength = 24, Special = false };
        return new(name, () => Configured(builder, name) ?? Remembered(builder, name, generated), secret: true);
    }

    private static string? Configured(IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration[$"Parameters:{name}"];

    private static string Remembered(IDistributedApplicationBuilder builder, string name, ParameterDefault value) =>
        builder is DistributedApplicationBuilder { Folder: { } folder }
            ? folder.Secrets.GetOrAdd(name, value.GetDefaultValue)
            : throw new InvalidOperationException($"The parameter '{name}' has a value once the stack starts.");
}

/// <summary>Adds connection strings made of other resources' values.</summary>
public static class ConnectionStringBuilderExtensions
{
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression) =>
        builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
}
