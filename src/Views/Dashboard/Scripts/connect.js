// Drops a file on the form, and shows how much of it has been sent. Without script the form is a plain one.
(() => {
  const form = document.getElementById('upload');
  if (!form) return;
  const file = form.querySelector('input[type=file]'), line = form.querySelector('.progress'), bar = line.querySelector('progress'), words = line.querySelector('span');
  const over = on => form.classList.toggle('is-over', on);
  form.addEventListener('dragover', event => { event.preventDefault(); over(true); });
  form.addEventListener('dragleave', () => over(false));
  form.addEventListener('drop', event => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length > 0) file.files = event.dataTransfer.files;
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const request = new XMLHttpRequest(), button = form.querySelector('button');
    const fail = why => { words.textContent = `${line.dataset.failed} ${why}`; line.classList.add('is-bad'); button.disabled = false; };
    line.hidden = false;
    line.classList.remove('is-bad');
    button.disabled = true;
    words.textContent = line.dataset.sending;
    request.upload.addEventListener('progress', sent => {
      bar.value = sent.total ? 100 * sent.loaded / sent.total : 0;
      words.textContent = sent.loaded < sent.total ? `${line.dataset.sending} ${Math.floor(bar.value)} %` : line.dataset.reading;
    });
    request.addEventListener('load', () => {
      if (request.status < 400) { location.href = request.responseURL; return; }
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      fail((answer.querySelector('.problem .mono') ?? answer.querySelector('main'))?.textContent.trim() ?? request.status);
    });
    request.addEventListener('error', () => fail(''));
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
})();
