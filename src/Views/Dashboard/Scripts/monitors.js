// Moves a threshold: by dragging its line, or with the arrow keys when it has the focus. The number goes into the field of the form, which asks
// for the trial again. The page works without it.
(() => {
  const digits = 3;

  const scaleOf = strip => {
    const { from, to, start, end } = strip.dataset;
    const [low, high, bottom, top] = [from, to, start, end].map(Number);
    return { low, high, bottom, top, at: value => bottom + (value - low) / (high - low) * (top - bottom), value: y => low + (y - bottom) / (top - bottom) * (high - low) };
  };

  // What the monitor keeps: the value itself, or its distance to the baseline's.
  const boundOf = (handle, value) => {
    const expected = Number(handle.dataset.expected);
    return handle.dataset.relation === 'difference' ? value - expected : handle.dataset.relation === 'ratio' ? value / expected : value;
  };

  const valueOf = (handle, bound) => {
    const expected = Number(handle.dataset.expected);
    return handle.dataset.relation === 'difference' ? bound + expected : handle.dataset.relation === 'ratio' ? bound * expected : bound;
  };

  // As fine as the picture: a pixel more or less means nothing.
  const rounded = (bound, span) => {
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(span) || 1)));
    return Number(bound.toFixed(Math.min(12, decimals)));
  };

  const spanOf = (handle, scale) => handle.dataset.relation === 'ratio' ? (scale.high - scale.low) / (Number(handle.dataset.expected) || 1) : scale.high - scale.low;

  function show(handle, bound) {
    const scale = scaleOf(handle.closest('[data-strip]'));
    const value = Math.min(scale.high, Math.max(scale.low, valueOf(handle, bound)));
    handle.setAttribute('transform', `translate(0 ${scale.at(value) - scale.at(Number(handle.dataset.at))})`);
    handle.setAttribute('aria-valuenow', bound);
    document.querySelector(`#monitor input[name="${handle.dataset.field}"]`).value = bound;
  }

  const told = handle => document.querySelector(`#monitor input[name="${handle.dataset.field}"]`).dispatchEvent(new Event('change', { bubbles: true }));

  document.addEventListener('pointerdown', event => {
    const handle = event.target.closest('.drag');
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    const strip = handle.closest('[data-strip]'), scale = scaleOf(strip);
    let moved = false;
    const move = step => {
      const point = new DOMPoint(step.clientX, step.clientY).matrixTransform(strip.getScreenCTM().inverse());
      const value = scale.value(Math.min(scale.bottom, Math.max(scale.top, point.y)));
      moved = true;
      show(handle, rounded(boundOf(handle, value), spanOf(handle, scale)));
    };
    const stop = () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', stop);
      removeEventListener('pointercancel', stop);
      if (moved) told(handle);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', stop);
    addEventListener('pointercancel', stop);
  });

  let waiting = 0;
  document.addEventListener('keydown', event => {
    const handle = event.target.closest?.('.drag');
    const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (!handle || !steps) return;
    event.preventDefault();
    const scale = scaleOf(handle.closest('[data-strip]')), span = spanOf(handle, scale);
    show(handle, rounded(Number(handle.getAttribute('aria-valuenow')) + steps * span / 100, span));
    clearTimeout(waiting);
    waiting = setTimeout(() => told(handle), 300);
  });
})();
