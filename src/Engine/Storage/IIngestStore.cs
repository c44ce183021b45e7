namespace Plumbline.Engine.Storage;

/// <summary>What ingestion keeps beside the log. Thread-safe; every call is one transaction.</summary>
public interface IIngestStore : IRejectedInbox, ISeenNames, IBegunRequests;
