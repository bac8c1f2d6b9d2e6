using ProjetK.AppHost.Commands;

namespace ProjetK.AppHost.Tests;

public sealed class Moving_folders : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("projetk-moves-").FullName;

    [Fact]
    public void moves_each_with_what_is_in_it()
    {
        Moves.AllOrNone([(Filled("first"), At("aside-first")), (Filled("second"), At("aside-second"))]);

        Assert.Equal("second", File.ReadAllText(Path.Combine(At("aside-second"), "content")));
        Assert.False(Directory.Exists(At("first")));
    }

    [Fact]
    public void leaves_all_where_they_were_when_one_cannot_be_moved()
    {
        var taken = Filled("taken");

        Assert.Throws<IOException>(() =>
            Moves.AllOrNone([(Filled("first"), At("aside-first")), (Filled("second"), taken)]));

        Assert.Equal("first", File.ReadAllText(Path.Combine(At("first"), "content")));
        Assert.Equal("second", File.ReadAllText(Path.Combine(At("second"), "content")));
        Assert.False(Directory.Exists(At("aside-first")));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string At(string name) => Path.Combine(root, name);

    private string Filled(string name)
    {
        Directory.CreateDirectory(At(name));
        File.WriteAllText(Path.Combine(At(name), "content"), name);
        return At(name);
    }
}
