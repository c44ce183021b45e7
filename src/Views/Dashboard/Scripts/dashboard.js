// What the dashboard does beyond links and forms: the viewer's time zone, live parts, and saying when something is missing. Pages work without it.
(() => {
  const root = document.documentElement;
  root.dataset.script = '';

  // Pages are made in the viewer's time zone. The first visit tells it, and is shown once more.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && zone !== root.dataset.zone && !document.cookie.includes('plumbline_zone=' + encodeURIComponent(zone))) {
    document.cookie = `plumbline_zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=strict`;
    if (document.cookie.includes('plumbline_zone=' + encodeURIComponent(zone))) location.reload();
  }

  // One stream of events per browser: a shared worker holds it for all tabs; where there is none, the tab holds its own.
  const waiting = new Set();
  const show = (id, on) => { const notice = document.getElementById(id); if (notice) notice.hidden = !on; };

  const isTouched = element => [...element.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), textarea')].some(field => field.value !== field.defaultValue);

  function renew() {
    if (document.hidden || waiting.size === 0) return;
    const parts = [...waiting];
    waiting.clear();
    for (const element of document.querySelectorAll('[data-live]')) {
      // Whoever is typing, choosing or zooming in a part keeps it until they are done.
      if (element.contains(document.activeElement) && document.activeElement.matches('input, select, textarea, summary')) continue;
      if (element.querySelector('.live') || isTouched(element)) continue;
      if (element.dataset.live.split(' ').some(part => parts.includes(part))) htmx.trigger(element, 'live');
    }
  }

  function hear(message) {
    show('stream-lost', message.state === 'lost');
    if (message.parts) message.parts.forEach(part => waiting.add(part));
    // After a break nobody knows what was missed: everything is renewed.
    if (message.state === 'back') document.querySelectorAll('[data-live]').forEach(e => e.dataset.live.split(' ').forEach(part => waiting.add(part)));
    renew();
  }

  function listen() {
    if (!document.querySelector('[data-live]')) return;
    const address = document.querySelector('script[data-worker]').dataset.worker;
    if (globalThis.SharedWorker) {
      const worker = new SharedWorker(address, 'plumbline');
      worker.port.onmessage = event => hear(event.data);
      worker.port.start();
      addEventListener('pagehide', () => worker.port.postMessage('bye'));
    } else {
      const script = document.createElement('script');
      script.src = address;
      script.onload = () => globalThis.plumblineStream(hear);
      document.head.append(script);
    }
  }

  // A part that was filtered since the page came is renewed from the address that is shown.
  document.addEventListener('htmx:configRequest', event => {
    if ('here' in event.target.dataset) event.detail.path = location.pathname + location.search;
  });

  document.addEventListener('visibilitychange', renew);
  for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout', 'htmx:swapError']) document.addEventListener(failure, () => show('part-lost', true));
  // What the page is about is gone, or the viewer is not let in any more: the page itself says so, and where to go.
  document.addEventListener('htmx:responseError', event => { if ([401, 403, 404].includes(event.detail.xhr.status) && event.detail.elt.dataset.live) location.reload(); });
  document.addEventListener('htmx:afterSwap', () => show('part-lost', false));
  listen();

  // Charts that can be zoomed come with the first that is asked for.
  let drawing;
  const fetched = address => new Promise((done, failed) => {
    const script = document.createElement('script');
    [script.src, script.onload, script.onerror] = [address, done, failed];
    document.head.append(script);
  });
  const own = document.querySelector('script[data-worker]').dataset;
  document.addEventListener('click', async event => {
    const button = event.target.closest('button[data-zoom]');
    if (!button || !button.closest('.timeline')) return;
    button.disabled = true;
    try {
      drawing ??= fetched(own.charts).then(() => fetched(own.timeline));
      await drawing;
      globalThis.plumblineTimeline(button);
    } catch {
      drawing = undefined;
      show('part-lost', true);
    } finally {
      button.disabled = false;
    }
  });

  // Keys stand on the links they follow.
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) { event.preventDefault(); target.click(); }
  });
})();
