using ProjetK.Applications.V1;
using ProjetK.Portal.Session;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>What the person has not read yet of what is written about an application.</summary>
internal static class News
{
    private const int Most = 100;

    /// <summary>The notifications of messages and meetings that wait to be read; asked for once, however many parts of a
    /// page tell of them.</summary>
    public static async Task<IReadOnlyList<Notification>> Of(
        ApplicationService.ApplicationServiceClient service, HttpContext? http, string application)
    {
        if (!Rights.May(http, "ListNotifications"))
            return [];
        var asks = http!.Items[typeof(News)] as Task<ListNotificationsResponse?>;
        http.Items[typeof(News)] = asks ??= service.ListNotificationsAsync(
            new() { Application = application, Unread = true, PageSize = Most }).IfItAnswers();
        return (await asks)?.Notifications ?? [];
    }

    /// <summary>Those of one kind.</summary>
    public static IReadOnlyList<Notification> Of(this IEnumerable<Notification> news, Notification.Types.Kind kind) =>
        [.. news.Where(one => one.Kind == kind)];

    /// <summary>Whether one of them tells of what was written at that instant.</summary>
    public static bool Tell(this IEnumerable<Notification> news, Timestamp time) => news.Any(one => one.CreateTime.Equals(time));
}
