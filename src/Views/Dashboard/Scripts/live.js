// Holds the stream of events: as a shared worker for every tab of the browser, or as a script for one tab.
(() => {
  function open(tell) {
    let lost = false;
    const source = new EventSource('/dashboard/stream');
    source.addEventListener('open', () => { if (lost) { lost = false; tell({ state: 'back' }); } });
    source.addEventListener('changed', event => tell({ parts: event.data.split(' ') }));
    source.addEventListener('error', () => {
      lost = true;
      tell({ state: 'lost' });
      // A browser gives up when the answer is an error, as it is while the server starts.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => again(tell), 2000);
    });
    return source;
  }

  function again(tell) {
    const source = open(tell);
    source.addEventListener('open', () => tell({ state: 'back' }), { once: true });
  }

  if (typeof document !== 'undefined') { globalThis.plumblineStream = open; return; }

  const ports = new Set();
  let state = null;
  const tell = message => {
    state = message.state ?? state;
    ports.forEach(port => port.postMessage(message));
  };
  globalThis.onconnect = event => {
    const port = event.ports[0];
    ports.add(port);
    port.onmessage = message => { if (message.data === 'bye') ports.delete(port); };
    port.start();
    if (state === 'lost') port.postMessage({ state });
    if (!globalThis.stream) globalThis.stream = open(tell);
  };
})();
