// Language, theme, sorting, finding, opening. The page is complete without it.
(() => {
  const root = document.documentElement;
  const keep = {
    get(key) { try { return localStorage.getItem('plumbline-' + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem('plumbline-' + key, value); } catch { /* a file opened without storage still switches */ } },
  };
  const press = (attribute, value) => document.querySelectorAll(`[${attribute}]`).forEach(b => b.setAttribute('aria-pressed', String(b.getAttribute(attribute) === value)));

  function setLanguage(language) {
    root.lang = root.dataset.lang = language;
    const name = root.dataset[language === 'en' ? 'titleEn' : 'titleZh'];
    if (name) document.title = name;
    document.querySelectorAll('[data-hint-en]').forEach(e => {
      const hint = language === 'en' ? e.dataset.hintEn : e.dataset.hintZh;
      if (e.tagName === 'INPUT') e.placeholder = hint; else e.title = hint;
      if (e.matches('button, input')) e.setAttribute('aria-label', hint);
    });
    press('data-set-lang', language);
    document.dispatchEvent(new Event('plumbline-language'));
  }

  function setTheme(theme) {
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    press('data-set-theme', theme);
    document.dispatchEvent(new Event('plumbline-theme'));
  }

  root.dataset.script = '';
  setTheme(keep.get('theme') ?? '');
  document.addEventListener('DOMContentLoaded', () => {
    setLanguage(root.dataset.lang);
    setTheme(root.dataset.theme ?? '');
  });

  document.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.setLang) setLanguage(button.dataset.setLang);
    else if (button.dataset.setTheme !== undefined) { keep.set('theme', button.dataset.setTheme); setTheme(button.dataset.setTheme); }
    else if (button.dataset.open !== undefined) openAll(button.dataset.open === 'all');
    else if (button.parentElement.matches('th')) sortBy(button.parentElement);
  });

  // A click sorts, the next turns round, the third gives the groups back.
  const original = new WeakMap();
  function sortBy(head) {
    const table = head.closest('table');
    if (!original.has(table)) original.set(table, [...table.tBodies].map(body => [body, [...body.rows]]));
    const first = head.dataset.first ?? 'descending';
    const other = first === 'descending' ? 'ascending' : 'descending';
    const now = head.getAttribute('aria-sort');
    const next = now === null || now === 'none' ? first : now === first ? other : 'none';
    table.querySelectorAll('th[aria-sort]').forEach(h => h.setAttribute('aria-sort', 'none'));
    head.setAttribute('aria-sort', next);
    if (next === 'none') { original.get(table).forEach(([body, rows]) => body.append(...rows)); return; }
    const rows = original.get(table).flatMap(([, all]) => all);
    const splits = rows.filter(r => r.classList.contains('split'));
    const at = head.cellIndex;
    const key = row => row.cells[at]?.dataset.v ?? row.cells[at]?.textContent.trim() ?? '';
    const keyed = rows.filter(r => !r.classList.contains('split')).map((row, index) => ({ row, index, key: key(row) }));
    const numeric = head.dataset.kind === 'number';
    const sign = next === 'descending' ? -1 : 1;
    keyed.sort((a, b) => {
      if (numeric) {
        const x = parseFloat(a.key.replace(/[<>,]/g, '')), y = parseFloat(b.key.replace(/[<>,]/g, ''));
        if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y) || a.index - b.index;
        return sign * (x - y) || a.index - b.index;
      }
      return sign * a.key.localeCompare(b.key) || a.index - b.index;
    });
    splits.forEach(r => r.remove());
    table.tBodies[0].append(...keyed.map(k => k.row));
  }

  document.addEventListener('input', event => {
    if (event.target.id !== 'find') return;
    const wanted = event.target.value.trim().toLowerCase();
    document.querySelectorAll('#column-table tbody tr:not(.split)').forEach(row => { row.hidden = wanted !== '' && !row.cells[0].textContent.toLowerCase().includes(wanted); });
    document.querySelectorAll('details.col').forEach(d => { d.hidden = wanted !== '' && !d.querySelector('h3').textContent.toLowerCase().includes(wanted); });
  });

  const openAll = open => document.querySelectorAll('details.col').forEach(d => { d.open = open; });
  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === 'DETAILS') { target.open = true; target.scrollIntoView(); }
  }
  addEventListener('hashchange', openTarget);
  document.addEventListener('DOMContentLoaded', openTarget);

  // What drifted is printed open, and closed again afterwards.
  let closed = [];
  addEventListener('beforeprint', () => { closed = [...document.querySelectorAll('details.drift:not([open])')]; closed.forEach(d => { d.open = true; }); });
  addEventListener('afterprint', () => closed.forEach(d => { d.open = false; }));
})();
