using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway;

/// <summary>How often one client may ask, by its address (<c>RateLimits:…</c>).</summary>
internal sealed record RateLimits
{
    /// <summary>Everything.</summary>
    public Rate Requests { get; init; } = new();

    /// <summary>What tries a password or a secret.</summary>
    public Rate SignIns { get; init; } = new();

    /// <summary>What anybody may write.</summary>
    public Rate PublicWrites { get; init; } = new();
}

/// <summary>So many at once, and then so many a second.</summary>
internal sealed record Rate
{
    [Range(1, int.MaxValue)]
    public int Burst { get; init; } = 1;

    [Range(0.001, 1e9)]
    public double PerSecond { get; init; } = 1;

    /// <summary>How long whoever has none left waits for one.</summary>
    public TimeSpan Wait => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(1 / PerSecond)));

    /// <summary>A bucket that fills in steps of a whole token, at most ten a second.</summary>
    public TokenBucketRateLimiterOptions ToBucket()
    {
        var step = (int)Math.Max(1, Math.Ceiling(PerSecond / 10));
        return new()
        {
            TokenLimit = Burst,
            TokensPerPeriod = step,
            ReplenishmentPeriod = TimeSpan.FromSeconds(step / PerSecond),
            AutoReplenishment = true,
            QueueLimit = 0,
        };
    }
}

/// <summary>Refuses with RATE_LIMITED whoever asks too often, and says when to try again.</summary>
internal static class RateLimitsExtensions
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimits>().BindConfiguration(nameof(RateLimits)).ValidateOnStart();
        builder.Services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) => Refuse(rejected.HttpContext));
        builder.Services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>()
            .Configure<IOptions<RateLimits>>((limiter, rates) => limiter.GlobalLimiter =
                PartitionedRateLimiter.CreateChained(Strict(rates.Value), ByClient(rates.Value.Requests)));
    }

    private static PartitionedRateLimiter<HttpContext> ByClient(Rate rate) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetTokenBucketLimiter(Client(context), _ => rate.ToBucket()));

    private static PartitionedRateLimiter<HttpContext> Strict(RateLimits rates) =>
        PartitionedRateLimiter.Create<HttpContext, (string, Kind)>(context => KindOf(context) switch
        {
            Kind.Other => RateLimitPartition.GetNoLimiter(("", Kind.Other)),
            var kind => RateLimitPartition.GetTokenBucketLimiter((Client(context), kind), _ => rates.Of(kind).ToBucket()),
        });

    private static Kind KindOf(HttpContext context) => PublicWrites.IsSignIn(context.Request) ? Kind.SignIn
        : PublicWrites.Are(context) ? Kind.PublicWrite
        : Kind.Other;

    private static Rate Of(this RateLimits rates, Kind kind) => kind switch
    {
        Kind.SignIn => rates.SignIns,
        Kind.PublicWrite => rates.PublicWrites,
        Kind.Other => rates.Requests,
    };

    /// <summary>Whoever has one address of IPv6 has all that begin with the same 64 bits.</summary>
    private static string Client(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } address => $"{address.MapToIPv4()}",
        { AddressFamily: AddressFamily.InterNetworkV6 } address =>
            Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        var address => $"{address}",
    };

    private static ValueTask Refuse(HttpContext context)
    {
        var rates = context.RequestServices.GetRequiredService<IOptions<RateLimits>>().Value;
        var wait = rates.Of(KindOf(context)).Wait;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        var refusal = CommonErrors.RateLimited(wait);
        if (!context.Request.IsGrpc())
            throw refusal;
        context.Response.WriteStatus(refusal.ToStatus());
        return ValueTask.CompletedTask;
    }

    private enum Kind
    {
        Other,
        SignIn,
        PublicWrite,
    }
}
