namespace ProjetK.Foundation;

/// <summary>Work that a service does by itself, again and again. Only one replica does it at a time, but a run may be
/// cut off anywhere and begun again: each step commits by itself and finds out what is left to do. What a task decides
/// it decides by the domain's clock, <see cref="Database.Now"/>.</summary>
public interface IScheduledTask
{
    /// <summary>Does what is due now. A failure is reported and the task is tried again soon.</summary>
    Task Run(CancellationToken cancellation);
}
