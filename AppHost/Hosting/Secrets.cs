using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.Hosting;

/// <summary>Passwords of the stack: those that the configuration names (<c>Parameters:name</c>), else generated ones
/// that are kept with the data.</summary>
internal sealed class Secrets(IDistributedApplicationBuilder builder, StackFolder folder)
{
    public IResourceBuilder<ParameterResource> Add(string name) => builder.AddParameter(
        name, () => builder.Configuration[$"Parameters:{name}"] ?? folder.Secret(name), secret: true).WithHidden();
}
