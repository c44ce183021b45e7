// Keys of the inbox, and what a person has chosen or opened outlives a renewal. The page works without it.
(() => {
  const inbox = () => document.getElementById('inbox');
  const cards = () => [...document.querySelectorAll('[data-card]')];
  const current = () => document.activeElement?.closest('[data-card]') ?? null;

  function step(by) {
    const all = cards(), at = all.indexOf(current());
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input:not([type=checkbox]), select, textarea')) return;
    if (event.key === 'j' || event.key === 'k') { event.preventDefault(); step(event.key === 'j' ? 1 : -1); }
    if (event.key !== 'a' && event.key !== 'e') return;
    const act = (current() ?? cards()[0])?.querySelector(`[data-act="${event.key}"]`);
    if (act) { event.preventDefault(); act.click(); }
  });

  // A button says how many it acknowledges.
  document.addEventListener('change', event => {
    if (!event.target.matches('[data-card] input[name="alert"]')) return;
    const form = event.target.form, count = form.querySelector('[data-n]');
    const chosen = form.querySelectorAll('input[name="alert"]:is([type=hidden], :checked)').length;
    if (count) count.textContent = chosen;
    form.querySelector('[data-act="a"]').disabled = chosen === 0;
  });

  // A renewal would undo ticks that were taken away: it waits until they are as they were.
  document.addEventListener('htmx:beforeRequest', event => {
    const isLive = event.target === inbox();
    if (isLive && [...inbox().querySelectorAll('[data-card] input[type=checkbox]')].some(box => box.checked !== box.defaultChecked)) event.preventDefault();
  });

  let open = [], focused = null;
  document.addEventListener('htmx:beforeSwap', () => {
    open = [...document.querySelectorAll('#inbox details[open]')].map(details => details.id);
    focused = current()?.id ?? null;
  });
  document.addEventListener('htmx:afterSwap', () => {
    for (const id of open) { const details = document.getElementById(id); if (details) details.open = true; }
    if (focused && !current()) document.getElementById(focused)?.focus({ preventScroll: true });
  });

  // An address may name an alert that is folded.
  const named = location.hash.startsWith('#alert-') ? document.getElementById(location.hash.slice(1)) : null;
  const folded = named?.closest('details');
  if (folded) { folded.open = true; named.scrollIntoView({ block: 'center' }); }
})();
