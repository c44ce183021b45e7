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
  // Parts of this page that have changed, and those that are being asked for, by their ids: a renewal replaces the element.
  const waiting = new Set(), asked = new Set();
  const show = (id, on) => { const notice = document.getElementById(id); if (notice) notice.hidden = !on; };

  const liveParts = () => [...document.querySelectorAll('[data-live]')];
  const isTouched = element => [...element.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), textarea')].some(field => field.value !== field.defaultValue);

  // Whoever is typing, choosing or zooming in a part keeps it until they are done. A search that is answered is done: htmx keeps its focus.
  const isBusy = element => isTouched(element) || element.querySelector('.live') !== null
    || (element.contains(document.activeElement) && document.activeElement.matches('input:not([type=search]), select, textarea, summary'));

  function renew() {
    if (document.hidden) return;
    for (const element of liveParts()) {
      if (!waiting.has(element.id) || asked.has(element.id) || isBusy(element)) continue;
      waiting.delete(element.id);
      asked.add(element.id);
      htmx.trigger(element, 'live');
    }
  }

  function hear(message) {
    if (message.state) show('stream-lost', message.state === 'lost');
    if (!message.parts) return;
    for (const element of liveParts()) if (message.parts.includes('*') || element.dataset.live.split(' ').some(part => message.parts.includes(part))) waiting.add(element.id);
    renew();
  }

  function listen() {
    const since = root.dataset.state;
    if (!since || liveParts().length === 0) return;
    const address = document.querySelector('script[data-worker]').dataset.worker;
    if (globalThis.SharedWorker) {
      const worker = new SharedWorker(address, 'plumbline');
      worker.port.onmessage = event => hear(event.data);
      worker.port.start();
      worker.port.postMessage({ since });
      addEventListener('pagehide', () => worker.port.postMessage('bye'));
      addEventListener('pageshow', event => { if (event.persisted) worker.port.postMessage({ since }); });
    } else {
      const script = document.createElement('script');
      script.src = address;
      script.onload = () => globalThis.plumblineStream(since, hear);
      document.head.append(script);
    }
  }

  const here = () => location.pathname + location.search;

  // What is shown is renewed from the address that is shown: it may have been filtered, sorted or grouped since the page came.
  document.addEventListener('htmx:configRequest', event => {
    if (event.target.dataset.live) event.detail.path = here();
  });

  // What was typed, or asked for, while a renewal was under way is not undone by it.
  document.addEventListener('htmx:beforeSwap', event => {
    const element = event.detail.target;
    const { elt, path } = event.detail.requestConfig;
    if (!element.dataset.live || elt !== element || (path === here() && !isBusy(element))) return;
    event.detail.shouldSwap = false;
    waiting.add(element.id);
  });
  document.addEventListener('htmx:afterRequest', event => { if (asked.delete(event.detail.requestConfig.elt.id)) renew(); });

  // A form whose answer is shown holds what is shown.
  document.addEventListener('htmx:pushedIntoHistory', event => {
    const shown = new URL(event.detail.path, location).searchParams;
    for (const field of document.querySelectorAll('form[hx-push-url] input')) if (shown.get(field.name) === field.value) field.defaultValue = field.value;
    renew();
  });

  document.addEventListener('focusout', () => setTimeout(renew));
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
      renew();
    }
  });

  // Keys stand on the links they follow.
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) { event.preventDefault(); target.click(); }
  });
})();
