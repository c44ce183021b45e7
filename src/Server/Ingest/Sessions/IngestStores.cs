using Plumbline.Engine.Storage;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>The stores ingestion works on.</summary>
sealed record IngestStores(IEventLog Log, IModelCatalog Models, IKeyCatalog Keys, ISeenNames Names, IBegunRequests Begun,
    IProfileStore Profiles, IEventStore Events);
