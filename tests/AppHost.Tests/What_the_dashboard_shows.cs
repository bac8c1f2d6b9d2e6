namespace ProjetK.AppHost.Tests;

[Collection(typeof(With_two_of_each))]
public sealed class What_the_dashboard_shows(TwoOfEach stack)
{
    [Fact]
    public void Are_servers_services_and_the_gateway_with_icons()
    {
        string[] replicas = [.. TwoOfEach.Services.SelectMany(service => new[] { service, $"{service}-2" })];
        foreach (var name in replicas.Concat(["postgres", "broker", "gateway", "portal"]))
            Assert.Equal((false, true), (stack.Snapshot(name).IsHidden, stack.Snapshot(name).IconName?.Length > 0));
    }

    [Fact]
    public void Are_migrations_under_their_service()
    {
        foreach (var service in TwoOfEach.Services)
            Assert.Contains(
                stack.Snapshot($"{service}-migrations").Relationships,
                relationship => (relationship.Type, relationship.ResourceName) == ("Parent", service));
    }

    [Fact]
    public void Is_the_portal_under_the_gateway_with_its_pages()
    {
        var portal = stack.Snapshot("portal");
        Assert.Contains(portal.Relationships,
            relationship => (relationship.Type, relationship.ResourceName) == ("Parent", "gateway"));
        Assert.Equal(
            [("Health", true), ("Pages", true)],
            portal.Urls.Where(url => url.DisplayProperties.DisplayName.Length > 0)
                .Select(url => (url.DisplayProperties.DisplayName, url.Url.StartsWith("http"))).Order());
    }

    [Fact]
    public void Are_no_connection_strings_and_no_secrets()
    {
        var inner = stack.Resources
            .Where(resource => resource is ParameterResource or ConnectionStringResource)
            .Select(resource => resource.Name).ToArray();

        Assert.Contains("funding-owner", inner);
        Assert.Contains("identity-key-secret", inner);
        Assert.All(inner, name => Assert.True(stack.Snapshot(name).IsHidden, name));
    }
}
