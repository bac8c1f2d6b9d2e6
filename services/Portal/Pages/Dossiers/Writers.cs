using ProjetK.Portal.Rooms;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>Who wrote something about an application, in words: applicants are not told who of the staff it was.</summary>
internal static class Writers
{
    public static string NameOf(Names names, string person, Role role)
    {
        var side = role switch
        {
            Role.Applicant => "La commune",
            Role.Facilitator => "L’équipe d’accompagnement",
            _ => "Le syndicat",
        };
        return names.Known(person) switch
        {
            null => side,
            "Vous" => "Vous",
            var name => $"{name} ({char.ToLowerInvariant(side[0])}{side[1..]})",
        };
    }
}
