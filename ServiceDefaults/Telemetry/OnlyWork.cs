using System.Diagnostics;
using OpenTelemetry.Trace;

namespace ProjetK.ServiceDefaults;

/// <summary>Lets a trace begin where work comes in, not where a loop looks whether there is any: a question to the
/// database or to another process is recorded as part of something or not at all. What is wrong in a loop its log and
/// its metrics say.</summary>
internal sealed class OnlyWork : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) => new(
        samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
