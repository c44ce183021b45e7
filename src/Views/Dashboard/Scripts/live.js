// Holds the stream of events: as a shared worker for every tab of the browser, or as a script for one tab. A page says from which state of the
// server it was made; what has changed since is told to it, whenever it begins to listen.
(() => {
  function open(since, tell) {
    let last = since, lost = false;
    const connect = () => {
      const source = new EventSource('/dashboard/stream?since=' + encodeURIComponent(last));
      source.addEventListener('open', () => { if (lost) { lost = false; tell({ state: 'back' }); } });
      source.addEventListener('changed', event => { last = event.lastEventId; tell({ parts: event.data.split(' '), at: last }); });
      source.addEventListener('error', () => {
        lost = true;
        tell({ state: 'lost' });
        // A browser gives up when the answer is an error, as it is while the server starts.
        if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
      });
    };
    connect();
  }

  if (typeof document !== 'undefined') { globalThis.plumblineStream = open; return; }

  const ports = new Set(), numbers = new Map();
  const read = state => ({ run: state.slice(0, state.lastIndexOf('.')), number: Number(state.slice(state.lastIndexOf('.') + 1)) });
  // From here on every change was heard; the number of the last one of each part is kept.
  let from = null, isLost = false;

  const tell = message => {
    if (message.state) isLost = message.state === 'lost';
    for (const part of message.parts ?? []) {
      if (part === '*') { from = read(message.at); numbers.clear(); } else numbers.set(part, read(message.at).number);
    }
    ports.forEach(port => port.postMessage(message));
  };

  function missed({ run, number }) {
    if (run !== from.run || number < from.number) return ['*'];
    return [...numbers].filter(([, last]) => last > number).map(([part]) => part);
  }

  globalThis.onconnect = event => {
    const port = event.ports[0];
    port.onmessage = ({ data }) => {
      if (data === 'bye') { ports.delete(port); return; }
      ports.add(port);
      if (isLost) port.postMessage({ state: 'lost' });
      if (from === null) { from = read(data.since); open(data.since, tell); return; }
      const parts = missed(read(data.since));
      if (parts.length > 0) port.postMessage({ parts });
    };
    port.start();
  };
})();
