using MassTransit;

namespace ProjetK.Foundation;

/// <summary>Passes the crash point between a consumer and the acknowledgement to the broker.</summary>
internal sealed class CrashAfterConsumption : IConsumeObserver
{
    public Task PreConsume<T>(ConsumeContext<T> context) where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context) where T : class
    {
        CrashPoints.Pass(CrashPoint.ConsumerBeforeAcknowledgement);
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception) where T : class => Task.CompletedTask;
}
