namespace ProjetK.Applications;

internal static partial class Errors
{
    public static DomainException NoGrouping(ApplicationState state) =>
        Refusal("WRONG_STATE", "This is for a grouping of communes.", ("state", Text(state)), ("allowed", Text(state)));

    public static DomainException LeadLeaves(ApplicationState state, string lead) =>
        Refusal("WRONG_STATE", "The lead commune hands over first (ChangeLead, AcceptLead).",
            ("state", Text(state)), ("allowed", Text(state)), ("lead_commune", $"communes/{lead}"));

    public static DomainException NoLeadProposed(ApplicationState state) =>
        Refusal("WRONG_STATE", "No member is asked to lead (ChangeLead).",
            ("state", Text(state)), ("allowed", Text(state)));

    public static DomainException NoCommuneMerged(ApplicationState state) =>
        Refusal("WRONG_STATE", "No commune of the application merged into another.",
            ("state", Text(state)), ("allowed", Text(state)));

    public static DomainException NotAMember(string field, string commune) =>
        CommonErrors.InvalidField(field, $"communes/{commune} is not a member of the grouping beside its lead.");

    public static DomainException NotTheSuccessor(string commune, string successor) => CommonErrors.InvalidField(
        "by", $"must be communes/{successor}, of which communes/{commune} is a part today.");

    public static DomainException StillACommune(string commune) =>
        CommonErrors.InvalidField("commune", $"communes/{commune} did not merge into another.");
}
