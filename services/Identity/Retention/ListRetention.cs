using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.ListRetentionResponse> ListRetention(
        V1.ListRetentionRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var found = await RetentionTable.Read(database, context.CancellationToken);
        (V1.Retention.Types.Kind Kind, TimeSpan Keep, string Since)[] kinds =
        [
            (V1.Retention.Types.Kind.Invitations, retention.Invitations, Texts.SinceExpiry),
            (V1.Retention.Types.Kind.AccessRequests, retention.AccessRequests, Texts.SinceAnswer),
            (V1.Retention.Types.Kind.RevokedPeople, retention.RevokedPeople, Texts.SinceRevocation),
            (V1.Retention.Types.Kind.SignInFailures, retention.SignInFailures, Texts.SinceFailure),
        ];
        var skipped = page.After<int>();
        var rows = kinds.Zip(found, (kind, data) => new V1.Retention
        {
            Kind = kind.Kind,
            KeepDays = (int)Math.Ceiling(kind.Keep.TotalDays),
            Since = kind.Since,
            Count = data.Count,
            NextDeleteTime = (data.Oldest + kind.Keep)?.ToTimestamp(),
        }).OrderBy(row => row.NextDeleteTime is null).ThenBy(row => row.NextDeleteTime)
            .Skip(skipped).Take(page.Limit).ToList();
        var next = page.Cut(rows, _ => skipped + page.Size);
        return new() { Retention = { rows }, NextPageToken = next };
    }
}
