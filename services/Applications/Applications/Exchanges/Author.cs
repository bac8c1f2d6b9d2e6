using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>Who wrote something about an application, and as what; nobody known once they were erased.</summary>
internal sealed record Author(Guid? Person, Role Role)
{
    /// <summary>Whether the author is of the communes or of those who accompany them.</summary>
    public bool IsStaff => Role != Role.Applicant;

    /// <summary>Their name for a reader: applicants do not see who of the staff it was.</summary>
    public string NameFor(bool isStaff) => Person is { } person && (isStaff || !IsStaff) ? $"people/{person}" : "";
}
