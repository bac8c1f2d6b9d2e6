using Aspire.Hosting.ApplicationModel;
using ProjetK.AppHost.Hosting;
using ProjetK.AppHost.Servers;

namespace ProjetK.AppHost.Commands;

/// <summary>Lets an operator begin anew without the console.</summary>
internal static class ForgetCommand
{
    /// <summary>Only where both servers are processes of this machine: what lies elsewhere is not ours to delete.
    /// </summary>
    public static void WithForgetCommand(
        this PostgresServer postgres, IResourceBuilder<IResource> broker, StackFolder folder,
        IReadOnlyList<Service> services)
    {
        if (postgres.Resource.Resource is not ServerProcess database || broker.Resource is not ServerProcess queues)
            return;
        var forgetting = new Forgetting(folder, [database, queues], services);
        postgres.Resource.WithCommand(
            "forget-all-data", "Forget all data", context => forgetting.Run(context.Services), new()
            {
                Description = "Deletes what the databases and the broker hold and the mails, and begins anew.",
                ConfirmationMessage = "Every application, grant, account and mail is deleted for good. "
                    + "Services stop for half a minute and begin anew. Go on?",
                IconName = "DeleteDismiss",
                Progress = new()
                {
                    Title = "Forget all data",
                    Message = "Services and servers stop, their data is deleted, and they start again.",
                    HideCancelButton = true,
                },
            });
    }
}
