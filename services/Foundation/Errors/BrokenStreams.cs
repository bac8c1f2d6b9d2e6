namespace ProjetK.Foundation;

/// <summary>Streams that never end well.</summary>
public static class BrokenStreams
{
    /// <summary>Sends a stream whose end is always an error. Over JSON the end of a body looks like any other: only a line
    /// that breaks says that it is none.</summary>
    public static async Task Run(ServerCallContext context, Func<Task> stream)
    {
        try
        {
            await stream();
        }
        catch when (!context.Method.Equals(context.GetHttpContext().Request.Path, StringComparison.Ordinal)
            && context.GetHttpContext().Response.HasStarted)
        {
            context.GetHttpContext().Abort();
            throw;
        }
    }
}
