namespace Plumbline.Client;

/// <summary>Why a line was lost.</summary>
public enum LossReason
{
    /// <summary>More waited than <see cref="EventSenderOptions.QueueBytes"/> allows.</summary>
    QueueFull,

    /// <summary>The line cannot be sent: an empty id, an id over 200 bytes, or larger than the queue.</summary>
    Invalid,

    /// <summary>The server refused this line and kept its neighbours; it can be read in the rejected inbox.</summary>
    Rejected,

    /// <summary>The server refused the whole request.</summary>
    Refused,

    /// <summary>Not delivered within <see cref="EventSenderOptions.GiveUpAfter"/>.</summary>
    Undeliverable,

    /// <summary>The sender was disposed before it could deliver, or used after it was.</summary>
    Disposed,
}
