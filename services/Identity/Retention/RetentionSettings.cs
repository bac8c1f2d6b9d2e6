namespace ProjetK.Identity;

/// <summary>How long each kind of data is kept (<c>Retention:…</c>).</summary>
internal sealed record RetentionSettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Invitations that nobody answered, from when they expired.</summary>
    public TimeSpan Invitations { get; init; }

    /// <summary>Requests for accounts, from when they were answered or, unanswered, written.</summary>
    public TimeSpan AccessRequests { get; init; }

    /// <summary>People who were revoked, from then on.</summary>
    public TimeSpan RevokedPeople { get; init; }

    /// <summary>That signing in failed, from the last time.</summary>
    public TimeSpan SignInFailures { get; init; }

    public static RetentionSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Retention").Get<RetentionSettings>() ?? new();
        var times = new[]
        {
            settings.Invitations, settings.AccessRequests, settings.RevokedPeople, settings.SignInFailures,
        };
        return times.All(time => time > TimeSpan.Zero && time <= Longest)
            ? settings
            : throw new InvalidOperationException(
                "Every time under Retention must be more than nothing and at most ten years, e.g. 30.00:00:00.");
    }
}
