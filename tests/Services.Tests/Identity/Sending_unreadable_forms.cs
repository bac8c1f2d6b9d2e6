using System.Net;
using System.Text;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Identity.Tests;

public sealed class Sending_unreadable_forms(ServicesStack stack)
{
    /// <summary>NUL, a control character, U+FFFE, which cannot be normalised, and bytes that are no UTF-8.</summary>
    public static TheoryData<string> Texts => ["%00", "a%00b", "%01", "%EF%BF%BE", "%EF%BF%BF"];

    [Theory, MemberData(nameof(Texts))]
    public async Task in_place_of_a_token_request_is_an_invalid_request(string text)
    {
        foreach (var form in new[]
        {
            $"grant_type=password&client_id=projetk-cli&username={text}&password=projetk",
            $"grant_type=password&client_id=projetk-cli&username=a@b.example&password={text}",
            $"grant_type=password&client_id={text}&username=a&password=b",
            $"grant_type={text}&client_id=projetk-cli",
            $"grant_type=refresh_token&client_id=projetk-cli&refresh_token={text}",
            $"grant_type=authorization_code&client_id=projetk-cli&code={text}",
            $"{text}=x&grant_type=password&client_id=projetk-cli",
        })
            foreach (var path in (string[])["/connect/token", "/connect/revoke"])
            {
                var (status, body) = await Post(path, new StringContent(form, null, "application/x-www-form-urlencoded"));
                Assert.Equal(400, status);
                Assert.Contains("\"invalid_request\"", body);
            }
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task or_of_a_page_gets_a_page(string text)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = stack.Gateway,
        };
        foreach (var address in new[]
        {
            $"/connect/authorize?response_type=code&client_id={text}&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback",
            $"/connect/authorize?response_type=code&client_id=projetk-cli&redirect_uri={text}",
            $"/connect/sign-in?returnUrl={text}", $"/connect/invitation?token={text}",
            $"/connect/password/reset?person={Guid.NewGuid()}&token={text}", $"/connect/sign-out?state={text}",
        })
        {
            using var answer = await client.GetAsync(address);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("<h1>Cela n'a pas fonctionné</h1>",
                WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }
        foreach (var page in (string[])["sign-in", "password/forgotten", "invitation", "password/reset", "sign-out"])
        {
            var (status, body) = await Post($"/connect/{page}", new StringContent(
                $"Email={text}&Password={text}&Name={text}&Token={text}", null, "application/x-www-form-urlencoded"));
            Assert.Equal(400, status);
            Assert.Contains("<h1>Cela n'a pas fonctionné</h1>", WebUtility.HtmlDecode(body));
        }
    }

    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"client_id\"\r\n\r\na\0b\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\nc\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"client_id\"\r\n\r\nwithout an end")]
    [InlineData("no part at all")]
    public async Task in_several_parts_is_an_invalid_request_too(string body)
    {
        foreach (var path in (string[])["token", "revoke", "authorize", "sign-in", "sign-out"])
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
            var (status, answer) = await Post($"/connect/{path}", content);
            Assert.Equal(400, status);
            Assert.Contains(path is "token" or "revoke" ? "\"invalid_request\"" : "<h1>", answer);
        }
    }

    [Fact]
    public async Task longer_than_anything_that_is_read_is_an_invalid_request()
    {
        var (status, _) = await Post("/connect/token", new StringContent(
            string.Concat(Enumerable.Range(0, 2000).Select(index => $"a{index}=b&")), null,
            "application/x-www-form-urlencoded"));
        Assert.Equal(400, status);
    }

    [Fact]
    public async Task what_people_do_type_still_works()
    {
        var answer = await stack.SignIn(Newcomer.NewAddress(), "mot\tde passe 👍🏽 é");
        Assert.Equal((400, "invalid_grant"), (answer.Status, answer.Error));
    }

    private async Task<(int Status, string Body)> Post(string path, HttpContent content)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = stack.Gateway,
        };
        using var answer = await client.PostAsync(path, content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
