// Links marked so are copied where there is a clipboard; without script they lead where they point.
(() => {
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-copy]');
    if (!link || event.ctrlKey || event.metaKey || !navigator.clipboard) return;
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(() => {
      link.classList.add('is-copied');
      setTimeout(() => link.classList.remove('is-copied'), 1500);
    }, () => { location.href = link.href; });
  });
})();
