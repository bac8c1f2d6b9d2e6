import shutil,os
os.chdir('/work/wt/p17/services/Portal')
def sub(p,a,b,n=1):
    s=open(p).read(); assert a in s,(p,a); s=s.replace(a,b,n); open(p,'w').write(s)
for f in os.listdir('/tmp/p17eco2'):
    if f.endswith(('.cs','.razor')): shutil.copy('/tmp/p17eco2/'+f,'Pages/Rooms/'+f)
T='Pages/Rooms/AccompaniedTerritory.razor'
sub(T,'<Done Among="TerritoryActs.All" />','<Done Among="[.. TerritoryActs.All, .. ActorActs.All]" />')
sub(T,'''            <ul>
                @foreach (var commitment in commitments)
                {
                    <li>@(actors.GetValueOrDefault(commitment.Actor, "Un acteur")) <Tag Label="StaffLabels.Of(commitment.State)" /> @commitment.Statement</li>
                }
            </ul>
''','''            <ul class="list">
                @foreach (var commitment in commitments)
                {
                    var actor = actors.GetValueOrDefault(commitment.Actor, "Un acteur");
                    <li>
                        <h3>@actor</h3>
                        <p><Tag Label="StaffLabels.Of(commitment.State)" /> @commitment.Statement</p>
                        @if (commitment.State is Commitment.Types.State.Invited && commitment.ExpireTime is not null)
                        {
                            <p class="hint">L’invitation s’éteint le <Moment Time="commitment.ExpireTime" /></p>
                        }
                        @if (commitment.State is Commitment.Types.State.Confirmed && MayWrite(ActorActs.End))
                        {
                            <p><a href="@($"/accompagnement/territoires/{Id}/participations/{commitment.Name.Id()}/fin")">Mettre fin à cette participation<span class="hidden"> : @actor</span></a></p>
                        }
                    </li>
                }
            </ul>
''')
sub(T,'''    <h2 id="lieux">Lieux</h2>''','''    @if (MayWrite(ActorActs.Invite))
    {
        <ul>
            <li><a href="@($"/accompagnement/territoires/{Id}/acteurs/inviter")">Inviter un acteur</a></li>
            <li><a href="@($"/accompagnement/territoires/{Id}/acteurs/nouveau")">Noter un acteur</a></li>
        </ul>
    }
    <h2 id="lieux">Lieux</h2>''')
sub(T,'''    <h2>L’équipe</h2>''','''    <h2 id="profil">Le profil</h2>
    <dl class="facts">
        <dt>Ce qu’il vise</dt><dd class="text">@Say(territory.Profile?.Ambition)</dd>
        <dt>Ce qu’il offre</dt><dd>@Say(string.Join(", ", territory.Profile?.Offers ?? []))</dd>
        <dt>Ce qu’il cherche</dt><dd>@Say(string.Join(", ", territory.Profile?.Seeks ?? []))</dd>
    </dl>
    @if (MayWrite(ActorActs.Describe))
    {
        <p><a href="@($"/accompagnement/territoires/{Id}/profil")">Décrire le territoire</a></p>
    }
    <h2>L’équipe</h2>''')
sub(T,'''    private Task<T?> IfTheyMay''','''    /// <summary>Who writes of an ecosystem: its communes and those who accompany it. What anybody may do by a link, they do
    /// by their account.</summary>
    private bool MayWrite(Act act) => Rights.May(Http, act.Rpc) && Rights.May(Http, ActorActs.Invite.Rpc);

    private static string Say(string? text) => text is { Length: > 0 } ? text : "Pas encore écrit";

    private Task<T?> IfTheyMay''')
A='Forms/ActForm.razor'
sub(A,'''        state.Refusal = Refusal;
    }
''','''        Refusal = Refusal is null ? null : Act.Name(Refusal);
        state.Refusal = Refusal;
    }
''')
sub('Forms/Act.cs','''    /// <summary>The request with everything that was typed;''','''    /// <summary>The refusal with the fields called as here: others leave out what they are within.</summary>
    public Refusal Name(Refusal refusal) => refusal with
    {
        Fields =
        [
            .. refusal.Fields.Select(wrong => Fields.Any(field => field.Path == wrong.Path) ? wrong
                : Fields.FirstOrDefault(field => field.Path.EndsWith($".{wrong.Path}", StringComparison.Ordinal)) is { } mine
                    ? wrong with { Path = mine.Path } : wrong),
        ],
    };

    /// <summary>The request with everything that was typed;''')
import re
s=open('Rooms/Room.cs').read()
s2=re.sub(r'\("/accompagnement", \[([^\]]*)\]\)',r'("/accompagnement", [\1, Role.Applicant])',s)
assert s!=s2
open('Rooms/Room.cs','w').write(s2)
sub('Rooms/Room.cs','''    public static void Map(WebApplication app) => app.MapGet(
        "/mon-espace"''','''    public static void Map(WebApplication app)
    {
        // What a commune does with its territory, it does by the pages of those who accompany it.
        app.MapGet("/commune/territoires/{id}", (string id) => Results.Redirect($"/accompagnement/territoires/{id}")).RequireAuthorization();
        app.MapGet(
        "/mon-espace"''')
s=open('Rooms/Room.cs').read()
i=s.index('"/mon-espace"'); j=s.index(');',s.index('RequireAuthorization()',i)-2) if False else s.index('RequireAuthorization();',i)+len('RequireAuthorization();')
s=s[:j]+'\n    }'+s[j:]
s=s.replace('''        app.MapGet(
        "/mon-espace"''','''        app.MapGet(
            "/mon-espace"''')
open('Rooms/Room.cs','w').write(s)
sub('Pages/Rooms/Accompaniment.razor','<PageHead Title="Les territoires que vous accompagnez" />','<PageHead Title="@(Rights.RolesOf(Http).Contains(Auth.V1.Access.Types.Role.Applicant) ? "Vos territoires" : "Les territoires que vous accompagnez")" />')
sub('Pages/Dossiers/Dossier.razor','''    <h2>Autres démarches</h2>
    <ul>
''','''    <h2>Autres démarches</h2>
    <ul>
        @if (Application.Territory.Length > 0)
        {
            <li><a href="@($"/accompagnement/territoires/{Application.Territory.Id()}")">Notre écosystème : acteurs, lieux, actions, étapes, mesures, rapports</a></li>
        }
''')
sub('Pages/MyDossiers.razor','''                <p><Tag Label="Labels.Of(application.State)" /> @application.Reference</p>
''','''                <p><Tag Label="Labels.Of(application.State)" /> @application.Reference</p>
                @if (application.Territory.Length > 0)
                {
                    <p><a href="/accompagnement/territoires/@application.Territory.Id()">L’écosystème<span class="hidden"> de @TitleOf(application)</span></a></p>
                }
''')
sub('Words/FieldNames.cs','''        ["action.display_name"] = "Le nom de l’action",
''','''        ["actor"] = "L’acteur",
        ["actor.kind"] = "Ce qu’est l’acteur",
        ["actor.commune"] = "La commune de l’acteur",
        ["actor.contact"] = "Les coordonnées, gardées seulement avec l’accord de la personne",
        ["territory.profile.offers"] = "Ce que vous offrez",
        ["territory.profile.seeks"] = "Ce que vous cherchez",
        ["territory.profile.ambition"] = "Ce que vous visez",
        ["action.display_name"] = "Le nom de l’action",
''')
sub('Words/FieldNames.cs','''        ("file", _) =>''','''        ("actor", _) => $"{Of(field)} : choisissez une réponse.",
        ("file", _) =>''')
