using ProjetK.Portal.Session;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Portal.Rooms;

/// <summary>The part of the site where people of one role work. For anybody else its addresses do not exist.</summary>
internal sealed record Room(Role Role, string Path, string Text)
{
    private static readonly IReadOnlyList<Room> All =
    [
        new(Role.Applicant, "/commune", "Mes dossiers"),
        new(Role.Manager, "/syndicat", "Syndicat"),
        new(Role.Finance, "/finances", "Finances"),
        new(Role.Reviewer, "/jury", "Jury"),
        new(Role.Facilitator, "/accompagnement", "Accompagnement"),
        new(Role.Auditor, "/controle", "Contrôle"),
        new(Role.Administrator, "/administration", "Administration"),
    ];

    /// <summary>Whose pages others may read too, where the services show them the same.</summary>
    private static readonly IReadOnlyList<(string Path, Role[] Readers)> Guests =
    [
        ("/syndicat", [Role.Auditor]), ("/finances", [Role.Manager, Role.Auditor]), ("/accompagnement", [Role.Manager, Role.Auditor]),
    ];

    /// <summary>The rooms of whoever is signed in.</summary>
    public static IEnumerable<Room> Of(HttpContext? http) => All.Where(room => Rights.RolesOf(http).Contains(room.Role));

    /// <summary>Whether the person may enter what is under that address.</summary>
    private static bool IsOpen(HttpContext http)
    {
        var roles = Rights.RolesOf(http);
        var entered = All.FirstOrDefault(room =>
            room.Role is not Role.Applicant && http.Request.Path.StartsWithSegments(room.Path));
        return entered is null || roles.Contains(entered.Role)
            || Guests.Any(guest => guest.Path == entered.Path && guest.Readers.Any(roles.Contains));
    }

    /// <summary>Comes after authentication: to others a room does not exist; who is not signed in is asked to.</summary>
    public static void Guard(WebApplication app) => app.Use((context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated != true || IsOpen(context))
            return next(context);
        context.Request.Method = HttpMethods.Get;
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>Leads to the first of one's rooms.</summary>
    public static void Map(WebApplication app) => app.MapGet(
        "/mon-espace", (HttpContext http) => Results.Redirect(Of(http).FirstOrDefault()?.Path ?? "/commune")).RequireAuthorization();
}
