// The tests share one clock: they travel one after another.
[assembly: AssemblyFixture(typeof(ProjetK.SystemTests.SystemStack))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
