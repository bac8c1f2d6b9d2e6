using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;

namespace ProjetK.ServiceDefaults;

/// <summary>Reads requests over JSON before the transcoder does, which would ignore what it does not know.</summary>
internal static class JsonRequests
{
    /// <summary>Refuses a request with INVALID_FIELD, naming every parameter and the first field that cannot be
    /// read.</summary>
    public static async Task Read(HttpContext context, GrpcJsonTranscodingMetadata rpc)
    {
        var violations = new List<(string, string)>();
        JsonQuery.Read(context.Request, rpc, violations);
        if (rpc.HttpRule.Body.Length == 0)
            // Nobody reads such a body, so it does not matter what it is said to be.
            context.Request.ContentType = null;
        else if (await JsonBody.Read(context, rpc.MethodDescriptor.InputType, rpc.HttpRule.Body) is { } violation)
            violations.Add(violation);
        if (violations.Count > 0)
            throw CommonErrors.InvalidFields(violations);
    }

    /// <summary>Answers HEAD as GET; the server leaves the body out. Comes before routing.</summary>
    public static void UseHeadAsGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    });
}
