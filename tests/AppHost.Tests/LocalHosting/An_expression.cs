namespace ProjetK.AppHost.Tests.LocalHosting;

public sealed class An_expression
{
    [Fact]
    public async Task Is_filled_when_it_is_asked_for()
    {
        var asked = 0;
        var secret = new ParameterResource("secret", () => $"a b{++asked}", secret: true);
        var expression = ReferenceExpression.Create($"<{secret}>{{{"text"}}}<{secret:uri}>");

        Assert.Equal(0, asked);
        Assert.Equal("<a b1>{text}<a%20b1>", await expression.GetValueAsync());
    }
}
