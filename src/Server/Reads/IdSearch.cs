using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Reads;

/// <summary>Where to look for an id: the log knows the times of its events, so that nobody reads every row to find one.</summary>
sealed class IdSearch(IEventLog log, SealedDays sealedDays)
{
    /// <summary>A query that says where its id can be; any other query as it is.</summary>
    public EventQuery Narrow(ModelDefinition model, EventQuery query)
    {
        if (query.Id is not { } id || log.Find(model.Number, id) is not { } places) return query;
        // The ids of sealed days are forgotten, though some of their rows may stay. They are sealed before that: asked now, all are known.
        return query with { Places = places with { Forgotten = [.. sealedDays.Of(model.Number).Times] } };
    }
}
