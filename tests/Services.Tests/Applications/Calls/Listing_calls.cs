using Google.Protobuf.WellKnownTypes;
using Npgsql;
using NpgsqlTypes;

namespace ProjetK.Applications.Tests;

public sealed class Listing_calls(ServicesStack stack)
{
    [Fact]
    public async Task gives_the_latest_deadline_first_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            await stack.Publish(call => call.IntentDeadlineTime = Timestamp.FromDateTimeOffset(
                DateTimeOffset.UtcNow.AddDays(10 + i % 2)));
        var (seen, token) = (new List<V1.Call>(), "");
        do
        {
            var page = await stack.Calls().ListCallsAsync(new() { PageSize = 2, PageToken = token });
            seen.AddRange(page.Calls);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.True(seen.Count >= 5);
        Assert.Equal(seen.Count, seen.DistinctBy(call => call.Name).Count());
        Assert.Equal(
            seen.Select(call => call.Name),
            seen.OrderByDescending(call => call.IntentDeadlineTime.ToDateTimeOffset())
                .ThenByDescending(call => call.Name, StringComparer.Ordinal).Select(call => call.Name));
    }

    [Fact]
    public async Task refuses_a_token_of_other_arguments()
    {
        await stack.Publish();
        await stack.Publish();
        var page = await stack.Calls().ListCallsAsync(new() { PageSize = 1 });
        var refusal = await Refused.By(stack.Calls().ListCallsAsync(
            new() { PageSize = 1, PageToken = page.NextPageToken, Phase = V1.Call.Types.Phase.Draft }));
        Assert.Equal(["page_token"], refusal.Fields);
    }

    [Fact]
    public async Task finds_a_call_in_its_phase_as_time_goes_by()
    {
        var call = await stack.Publish();
        try
        {
            foreach (var (days, phase) in new[]
            {
                (0, V1.Call.Types.Phase.Intent),
                (31, V1.Call.Types.Phase.Engagement),
                (91, V1.Call.Types.Phase.Selection),
            })
            {
                stack.Clock.Travel(DateTimeOffset.UtcNow.AddDays(days));
                Assert.Equal(phase, (await stack.Calls().GetCallAsync(new() { Name = call.Name })).Phase);
                var listed = await stack.Calls().ListCallsAsync(new() { PageSize = 1000, Phase = phase });
                Assert.Contains(call.Name, listed.Calls.Select(one => one.Name));
                Assert.All(listed.Calls, one => Assert.Equal(phase, one.Phase));
            }
        }
        finally
        {
            stack.Clock.Return();
        }
    }

    [Fact]
    public async Task agrees_with_the_pure_phase_at_every_instant()
    {
        var published = Some.Published with { IntentDeadlineTime = Some.IntentDeadline.AddMilliseconds(300) };
        var announced = published with { AnnounceTime = Some.EngagementDeadline.AddDays(9) };
        var closed = announced.Close(new Dictionary<string, int>(), Some.EngagementDeadline.AddDays(10));
        DateTimeOffset[] edges =
            [Some.Opening, published.IntentDeadlineTime, published.IntentEnd, published.EngagementEnd];
        await using var source = NpgsqlDataSource.Create(await stack.AdminConnectionString("applications"));
        foreach (var call in new[] { Some.Draft, published, announced, closed })
        {
            foreach (var edge in edges)
            {
                foreach (var microseconds in new[] { -1_000_000, -1, 0, 1, 999_999, 1_000_000 })
                {
                    var now = edge.AddMicroseconds(microseconds);
                    Assert.Equal(call.Phase(now).ToString().ToUpperInvariant(), await PhaseInSql(source, call, now));
                }
            }
        }
    }

    private static async Task<string> PhaseInSql(NpgsqlDataSource source, Call call, DateTimeOffset now)
    {
        await using var command = source.CreateCommand($"""
            SELECT {CallTable.Phase}
            FROM (SELECT $2 AS intent_open_time, $3 AS intent_deadline_time, $4 AS engagement_deadline_time,
                $5 AS publish_time, $6 AS announce_time, $7 AS close_time) AS calls
            """);
        DateTimeOffset?[] times =
        [
            now, call.IntentOpenTime, call.IntentDeadlineTime, call.EngagementDeadlineTime, call.PublishTime,
            call.AnnounceTime, call.CloseTime,
        ];
        foreach (var time in times)
            command.Parameters.Add(new()
            {
                Value = (object?)time ?? DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
            });
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
