namespace ProjetK.Gateway;

/// <summary>Lets the client applications of other origins in that the configuration names; none by default.</summary>
internal static class CrossOrigin
{
    private static readonly string[] GrpcTrailers = ["grpc-status", "grpc-message", "grpc-status-details-bin"];

    public static void AddCors(this WebApplicationBuilder builder) => builder.Services.AddCors(cors =>
        cors.AddDefaultPolicy(policy => policy
            .WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])
            .AllowAnyMethod().AllowAnyHeader()
            .WithExposedHeaders(GrpcTrailers)));
}
