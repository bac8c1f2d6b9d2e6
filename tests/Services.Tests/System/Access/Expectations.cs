using Google.Protobuf.Reflection;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.SystemTests.Access;

/// <summary>Who may make each call, written down a second time, as the contract's tables say it: a change of a proto that
/// opens a door fails here.</summary>
internal static class Expectations
{
    private const string Table = """
        applications.CallService
          CreateCall, UpdateCall, PublishCall, ExtendDeadline, AnnounceDecisions, CloseCall: manager
          UpdatePerimeter, AnswerQuestion: manager
          AskQuestion, GetQuestion, ListQuestions, SubscribeToCalls, ConfirmSubscription, Unsubscribe: public
          GetCall, ListCalls, WatchCall, GetSyndicate: public
          GetCallStatistics: manager auditor
        applications.CommuneService
          GetCommune, ListCommunes, CheckEligibility: public
        applications.ApplicationService
          UpdateApplication: applicant manager
          CreateApplication, SubmitIntent, SubmitEngagement, SignApplication, WithdrawApplication: applicant
          GetApplication: applicant manager reviewer finance auditor facilitator service
          ListTasks, ListNotifications, MarkNotificationsRead, GetNotificationSettings, UpdateNotificationSettings: applicant manager reviewer facilitator finance auditor administrator
          ListApplications: applicant manager reviewer finance auditor facilitator
          ListHistory: applicant manager auditor
          AcceptIntent, DeclareIneligible, ConfirmPopulation, StartReview, SelectApplication: manager
          UploadDocument, DeleteDocument: applicant manager
          GetReceipt, DownloadDossier: applicant manager reviewer finance auditor facilitator
          PreviewLetter, IssueLetter, ReissueLetter: manager
          GetLetter, ListLetters: applicant manager finance auditor
          ExportApplications: manager auditor
          DownloadDocument, ListDocuments: applicant manager reviewer finance auditor facilitator
          WaitlistApplication, RejectApplication, ApproveDecision, DeclineDecision, AcceptLate: manager
          RequestCorrection, CancelCorrection: manager
          AnswerCorrection, LeaveGrouping, AcceptLead: applicant
          ChangeLead: applicant manager
          ReplaceCommune: manager
          RecordExchange, GetExchange, ListExchanges, PostMessage, GetMessage, ListMessages: applicant manager facilitator
          StartCooperation, OpenPlace, TerminateCooperation, ReinstateApplication: manager
          DeleteApplication, RenewApplication: applicant
          ListTerms, GetPublicApplication, ListPublicApplications: public
        applications.ReviewService
          AssignReviewer, UnassignReviewer, ReturnReview, SimulateSelection: manager
          CreateReview, SaveReview, SubmitReview: reviewer
          DeclareConflict, GetRanking: reviewer manager
          GetReview: reviewer manager auditor
          ListReviews: reviewer manager auditor applicant
        funding.FundingService
          SimulateGrant, Forecast, GetEnvelope, ListEnvelopes, ListEntries, VerifyLedger: public
          GetInstalment, ListInstalments, WatchLedger, ExportLedger: public
          ReconcileLedger: finance auditor administrator
          GetYearReport, ListGrantHistory: finance manager auditor
          UploadDocument, DeleteDocument: finance
          DownloadDocument, ListDocuments: applicant finance manager auditor
          CreateEnvelope, AmendEnvelope, CommitGrant, ReleaseGrant, ChangeBeneficiary: finance
          CertifyInstalment: finance manager
          OrderInstalment, RejectInstalment, RecordPayment, RecordReturn, CancelInstalment, RecordRecovery: finance
          CheckAvailability: service
          GetGrant, ListGrants: public
        ecosystem.EcosystemService
          GetTerritory, ListTerritories, GetIdea, ListIdeas, GetInvolvement: public
          GetSite, ListSites: public
          CreateSite, UpdateSite, RecordIndicator, SubmitReport: facilitator applicant
          UploadDocument, DeleteDocument: facilitator applicant
          DownloadDocument, ListDocuments: public
          CreateAction, UpdateAction, CreateMilestone, UpdateMilestone, ReachMilestone: facilitator applicant
          RequestReportChanges, AcceptReport, ExtendReportDue, WaiveReport: manager
          ListIndicators, GetReport, ListReports, GetCallOutcome, GetAction, ListActions: public
          ListMilestones, GetProgress: facilitator applicant manager auditor
          CreateJournalEntry, ListJournal: facilitator manager
          ProposeIdea: applicant manager reviewer finance facilitator auditor administrator
          AssignSupport: manager
          GetSupportTeam: manager facilitator applicant auditor service
          CreateActor, InviteActor: facilitator applicant
          ListActors: facilitator applicant manager
          GetActor, UpdateActor, EraseActor, RequestActorLink, EndCommitment: public
          MergeActors: facilitator applicant
          RegisterTerritory, ChangePartnerContact: manager
          UpdateTerritory, ContactTerritory, ListContacts: applicant facilitator manager
          FindMatches, AnswerContact, GetGraph, GetMap: public
          ConfirmCommitment, DeclineCommitment: public
          GetCommitment, ListCommitments: facilitator applicant manager reviewer
        operations.OperationsService
          ListDeadLetters, GetDeadLetter, RedeliverDeadLetter, DiscardDeadLetter, ListScheduledTasks, ListMails: administrator
          VerifyHistory: auditor administrator
        identity.IdentityService
          RequestAccess, AcceptInvitation: public
          GetAccessRequest, ListAccessRequests, AcceptAccessRequest, DeclineAccessRequest, ListPeople: administrator manager
          InvitePerson, GetInvitation, ListInvitations: administrator manager applicant
          GetPerson, ExportPerson, ErasePerson: administrator manager reviewer finance facilitator auditor applicant
          UpdatePerson, RevokePerson: administrator
          ListRetention: administrator manager auditor
          ListRecipients: service
        """;

    private static readonly Dictionary<string, Role[]?> Rpcs = Read();

    /// <summary>Every role a caller can hold.</summary>
    public static IReadOnlyList<Role> Roles { get; } =
        [.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified)];

    /// <summary>The RPCs that are written down here.</summary>
    public static IEnumerable<string> Known => Rpcs.Keys;

    /// <summary>As it is written down here: <c>funding.FundingService.GetGrant</c>.</summary>
    public static string Key(MethodDescriptor rpc) => $"{rpc.File.Package.Split('.')[1]}.{rpc.Service.Name}.{rpc.Name}";

    /// <summary>True when anybody may make the call.</summary>
    public static bool IsPublic(MethodDescriptor rpc) => Rpcs[Key(rpc)] is null;

    /// <summary>True when who holds this role may make the call.</summary>
    public static bool Admits(MethodDescriptor rpc, Role role) => Rpcs[Key(rpc)] is not { } roles || roles.Contains(role);

    private static Dictionary<string, Role[]?> Read()
    {
        var (rpcs, service) = (new Dictionary<string, Role[]?>(), "");
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != ' ')
            {
                service = line.Trim();
                continue;
            }
            var (names, who) = (line.Split(':')[0].Split(','), line.Split(':')[1].Trim());
            Role[]? roles = who == "public" ? null : [.. who.Split(' ').Select(role => Enum.Parse<Role>(role, true))];
            foreach (var name in names)
                rpcs.Add($"{service}.{name.Trim()}", roles);
        }
        return rpcs;
    }
}
