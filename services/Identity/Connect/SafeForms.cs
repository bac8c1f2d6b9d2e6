using Microsoft.AspNetCore.Diagnostics;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ProjetK.Identity;

/// <summary>Refuses what nobody can have typed before OpenIddict or a page reads it: programs are told
/// <c>invalid_request</c>, people get a page.</summary>
internal static class SafeForms
{
    private static readonly PathString[] ForPrograms = ["/connect/token", "/connect/revoke"];

    public static void UseSafeForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/connect")
            || context.Features.Get<IStatusCodeReExecuteFeature>() is not null || await IsReadable(context))
            await next(context);
        else
            await Refuse(context);
    });

    private static async Task<bool> IsReadable(HttpContext context)
    {
        var request = context.Request;
        if (!request.Query.All(field => IsReadable(field.Key, field.Value)))
            return false;
        if (!request.HasFormContentType)
            return true;
        try
        {
            var form = await request.ReadFormAsync(context.RequestAborted);
            return form.All(field => IsReadable(field.Key, field.Value));
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException or IOException
            && !context.RequestAborted.IsCancellationRequested)
        {
            // Parts without an end, too many fields, or a field that is too long.
            return false;
        }
    }

    private static bool IsReadable(string name, IEnumerable<string?> values) =>
        FormText.IsReadable(name) && values.All(value => FormText.IsReadable(value ?? ""));

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Array.Exists(ForPrograms, path => context.Request.Path.StartsWithSegments(path))
            ? context.Response.WriteAsJsonAsync(new Dictionary<string, string>
            {
                [Parameters.Error] = OpenIddict.Abstractions.OpenIddictConstants.Errors.InvalidRequest,
                [Parameters.ErrorDescription] =
                    "The request cannot be read, or a field holds characters that no text has, such as NUL.",
            })
            : Task.CompletedTask;
    }
}
