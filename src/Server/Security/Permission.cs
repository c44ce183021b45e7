namespace Plumbline.Server.Security;

/// <summary>What an address needs of whoever calls it; docs/adr/0014-doors.md says who has what.</summary>
[Flags]
public enum Permission
{
    None = 0,

    /// <summary>Send events, truths and metric points.</summary>
    Ingest = 1,

    /// <summary>Read everything but keys.</summary>
    Read = 2,

    /// <summary>Register and change models, baselines and monitors.</summary>
    Configure = 4,

    /// <summary>Make and withdraw keys, delete data and models.</summary>
    Administer = 8,
}
