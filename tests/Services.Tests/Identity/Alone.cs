namespace ProjetK.Identity.Tests;

/// <summary>Tests during which no other runs: they turn the clock, or stop what others need.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
