using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.PersonExport> ExportPerson(V1.ExportPersonRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var id = PersonWire.ReadName(request.Name, context.GetCaller(), Role.Administrator);
        var person = await PersonTable.Find(database, id, cancellation)
            ?? throw CommonErrors.NotFound(request.Name);
        var (failures, lockedUntil) = await LockOutTable.Find(database, id, cancellation);
        var now = database.Now;
        var sessions = await TokenTable.Sessions(database, person.Name, cancellation);
        var signIns = await SessionTable.ListOf(database, id, cancellation);
        var invited = await InvitationTable.ListOf(database, person.Id, person.Email, cancellation);
        var asked = await AccessRequestTable.ListOf(database, person.Email, cancellation);
        return new()
        {
            Person = person.ToProto(),
            FailedSignIns = failures,
            LockTime = lockedUntil?.ToTimestamp(),
            Sessions =
            {
                sessions.Select(session => new V1.PersonExport.Types.Session
                {
                    Client = session.Client,
                    CreateTime = session.Since.ToTimestamp(),
                }),
            },
            SignInTimes = { signIns.Select(time => time.ToTimestamp()) },
            Invitations = { invited.Select(invitation => invitation.ToProto(now)) },
            AccessRequests = { asked.Select(AccessRequestWire.ToProto) },
            ExportTime = now.ToTimestamp(),
        };
    }
}
