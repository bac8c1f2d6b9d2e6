using Google.Protobuf.WellKnownTypes;
using Google.Type;
using ProjetK.Auth.V1;

namespace ProjetK.Applications;

/// <summary>Shows applications on the wire.</summary>
internal static class ApplicationWire
{
    public const string Pattern = "applications/{application}";
    public const string CallPattern = "calls/{call}";
    public const string CommunePattern = "communes/{insee_code}";

    private static readonly IReadOnlyDictionary<Step, string> Rpcs = new Dictionary<Step, string>
    {
        [Step.Edit] = "UpdateApplication",
        [Step.Sign] = "SignApplication",
        [Step.SubmitIntent] = "SubmitIntent",
        [Step.ConfirmPopulation] = "ConfirmPopulation",
        [Step.AcceptIntent] = "AcceptIntent",
        [Step.SubmitEngagement] = "SubmitEngagement",
        [Step.StartReview] = "StartReview",
        [Step.Select] = "SelectApplication",
        [Step.Withdraw] = "WithdrawApplication",
    };

    private static readonly IReadOnlySet<Step> StepsOfManagers =
        new HashSet<Step> { Step.ConfirmPopulation, Step.AcceptIntent, Step.StartReview, Step.Select };

    public static string Name(Guid id) => $"applications/{id}";

    public static Guid ParseName(string name) => ResourceName.ParseGuid(Pattern, name);

    /// <summary>The application as this caller may see it: a choice that waits for its money is the syndicate's own.</summary>
    public static V1.Application ToProto(this Application application, Caller caller)
    {
        var pendingHidden = application.State == ApplicationState.SelectionPending
            && !caller.Has(Access.Types.Role.Manager) && !caller.Has(Access.Types.Role.Service);
        var message = new V1.Application
        {
            Name = Name(application.Id),
            Reference = application.Reference ?? "",
            Call = $"calls/{application.Call}",
            Applicant = application.Applicant.ToProto(),
            Contacts = application.Contacts.ToProto(),
            Project = application.Project.ToProto(),
            Intent = application.LetterToProto(LetterKind.Intent),
            Engagement = application.LetterToProto(LetterKind.Engagement),
            Population = application.Population.ToProto(),
            GrantEstimate = application.GrantEstimate?.ToProto(),
            Decision = application.Decision?.ToProto(),
            Territory = application.TerritoryId is { } territory ? $"territories/{territory}" : "",
            PreviousApplication = application.PreviousId is { } previous ? Name(previous) : "",
            State = pendingHidden
                ? V1.Application.Types.State.UnderReview
                : (V1.Application.Types.State)(int)application.State,
            CreateTime = application.CreateTime.ToTimestamp(),
            UpdateTime = application.UpdateTime.ToTimestamp(),
            Etag = Etag.From(application.Version),
            WithdrawalReason = application.WithdrawalReason,
        };
        message.MissingFields.AddRange(Completeness.OfNextLetter(application));
        message.AllowedActions.AddRange(AllowedActions(application, caller));
        return message;
    }

    public static V1.Receipt Receipt(this Application application, LetterKind kind) => new()
    {
        Reference = application.Reference,
        ReceiveTime = application.LetterOf(kind).SubmitTime!.Value.ToTimestamp(),
        Sha256 = application.Fingerprint(kind),
    };

    private static IEnumerable<string> AllowedActions(Application application, Caller caller) =>
        from step in application.PossibleSteps()
        where Rpcs.ContainsKey(step)
        where StepsOfManagers.Contains(step)
            ? caller.Has(Access.Types.Role.Manager)
            : caller.Has(Access.Types.Role.Applicant) && IsTheirs(application.Applicant, step, caller)
        select Rpcs[step];

    /// <summary>The lead commune does everything but sign; the others sign.</summary>
    private static bool IsTheirs(Applicant applicant, Step step, Caller caller) => step == Step.Sign
        ? applicant.Communes.Any(commune => commune != applicant.Lead && caller.Communes.Contains(commune))
        : caller.Communes.Contains(applicant.Lead);

    private static V1.Application.Types.Letter LetterToProto(this Application application, LetterKind kind)
    {
        var letter = application.LetterOf(kind);
        var message = new V1.Application.Types.Letter
        {
            Text = letter.Text,
            Signatory = letter.Signatory?.ToProto(),
            Sha256 = application.Fingerprint(kind),
            SubmitTime = letter.SubmitTime?.ToTimestamp(),
            Deliberation = letter.Deliberation is { } deliberation
                ? new() { Number = deliberation.Number, Date = deliberation.Date.ToProto() }
                : null,
        };
        message.Signatures.AddRange(letter.Signatures.Select(signature => new V1.Application.Types.Signature
        {
            Commune = $"communes/{signature.Commune}",
            Signatory = signature.Signatory.ToProto(),
            SignTime = signature.SignTime.ToTimestamp(),
        }));
        return message;
    }

    private static V1.Application.Types.Signatory ToProto(this Signatory signatory) =>
        new() { DisplayName = signatory.DisplayName, Function = signatory.Function };

    private static V1.Application.Types.Contacts ToProto(this Contacts contacts) => new()
    {
        ElectedReferent = contacts.ElectedReferent?.ToProto(),
        TechnicalReferent = contacts.TechnicalReferent?.ToProto(),
    };

    private static V1.Application.Types.Contact ToProto(this Contact contact) => new()
    {
        DisplayName = contact.DisplayName,
        Function = contact.Function,
        Email = contact.Email,
        Phone = contact.Phone,
    };

    private static V1.Application.Types.Project ToProto(this Project project) => new()
    {
        Title = project.Title,
        Summary = project.Summary,
        Maturity = (V1.Application.Types.Project.Types.Maturity)(int)project.Maturity,
        Ambition = (V1.Application.Types.Project.Types.Ambition)(int)project.Ambition,
        Land = (V1.Application.Types.Project.Types.Land)(int)project.Land,
        Themes = { project.Themes },
        SharedValues = { project.SharedValues },
        Ideas = { project.Ideas.Select(idea => $"ideas/{idea}") },
        Attendance = project.Attendance,
        Needs = project.Needs,
        Coordination = project.Coordination,
    };

    private static V1.Application.Types.Decision ToProto(this Decision decision) => new()
    {
        Outcome = (V1.Application.Types.Decision.Types.Outcome)(int)decision.Outcome,
        Reason = decision.Reason,
        PublicReason = decision.PublicReason,
        DecideTime = decision.DecideTime.ToTimestamp(),
        Grant = decision.GrantId is { } grant ? $"grants/{grant}" : "",
    };

    private static Date ToProto(this DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };
}
