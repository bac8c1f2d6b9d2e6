using Xunit.Sdk;
using Xunit.v3;

namespace ProjetK.ServicesTests;

/// <summary>Classes whose tests break the stack: they come after all others.</summary>
[CollectionDefinition]
public sealed class Breaking;

/// <summary>Puts that collection last.</summary>
public sealed class BreakingLast : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderBy(collection =>
                collection is IXunitTestCollection { CollectionDefinition: { } definition }
                && definition == typeof(Breaking)),
        ];
}
