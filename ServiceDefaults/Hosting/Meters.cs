using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ProjetK.ServiceDefaults;

/// <summary>What every process measures about itself.</summary>
internal static class Meters
{
    public const string Name = "ProjetK";

    public static readonly ActivitySource Activities = new(Name);
    public static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Refused =
        Meter.CreateCounter<long>("projetk.refusals", "{request}", "Requests refused, by reason and RPC.");
}
