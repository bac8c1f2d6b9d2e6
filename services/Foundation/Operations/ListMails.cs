using Google.Protobuf.WellKnownTypes;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation;

internal sealed partial class OperationsService
{
    public override async Task<V1.ListMailsResponse> ListMails(V1.ListMailsRequest request, ServerCallContext context)
    {
        RequireOwn(request.Parent);
        var page = Page.Of(request);
        var mails = await MailTable.List(database, page, EnumText.OrNull(request.State), context.CancellationToken);
        var next = page.Cut(mails, mail => (mail.CreateTime, mail.Id));
        return new() { Mails = { mails.Select(ToProto) }, NextPageToken = next };
    }

    private V1.Mail ToProto(WaitingMail mail) => new()
    {
        Name = $"services/{service.Value}/mails/{mail.Id}",
        Kind = mail.Kind,
        State = mail.IsBounced ? V1.Mail.Types.State.Bounced : V1.Mail.Types.State.Waiting,
        CreateTime = Timestamp.FromDateTimeOffset(mail.CreateTime),
        Age = Duration.FromTimeSpan(mail.Age),
        AttemptCount = mail.Attempts,
        NextTime = mail.NextTime is { } next ? Timestamp.FromDateTimeOffset(next) : null,
        Failure = mail.Failure,
    };
}
