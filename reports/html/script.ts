/** What the page can do more where scripts run: filter, copy, unfold what a link leads to. Nothing is only in here. */
export const script = `'use strict';
(() => {
  const box = document.getElementById('filter');
  const found = document.getElementById('found');
  if (box && found) {
    let rows;
    // With a blank between its parts: an id must not run into the number that follows it.
    const said = (node) => (node.nodeType === 3 ? node.data : [...node.childNodes].map(said).join(' '));
    const read = () => [...document.querySelectorAll('[data-row]')].map((row) => {
      const header = row.querySelector('header');
      const parts = header ? [header, ...row.querySelectorAll('.rule')] : [row];
      return { row, text: parts.map(said).join(' ').toLowerCase() };
    });
    const apply = () => {
      rows ??= read();
      const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let count = 0;
      for (const { row, text } of rows) {
        const fits = words.every((word) => text.includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        if (fits) count += 1;
      }
      for (const list of document.querySelectorAll('.passes')) {
        list.hidden = !list.querySelector('[data-row]:not([hidden])');
        if (words.length > 0) list.open = !list.hidden;
      }
      for (const group of document.querySelectorAll('[data-group]')) group.hidden = !group.querySelector('[data-row]:not([hidden])');
      found.hidden = words.length === 0;
      found.textContent = count + ' of ' + rows.length + ' checks fit “' + box.value + '”.';
    };
    box.closest('label').hidden = false;
    box.addEventListener('input', apply);
    document.addEventListener('click', (event) => {
      const link = event.target.closest('[data-filter]');
      if (!link) return;
      box.value = link.dataset.filter;
      apply();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === '/' && event.target.tagName !== 'INPUT') {
        event.preventDefault();
        box.focus();
      }
      if (event.key === 'Escape' && event.target === box) {
        box.value = '';
        apply();
      }
    });
  }
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden && box) {
      box.value = '';
      box.dispatchEvent(new Event('input'));
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', unfold);
  if (location.hash.length > 1) unfold();
  // Of a page with very many exchanges: the command is made of the request as it stands there.
  const quoted = (text) => "'" + text.replaceAll("'", "'\\\\''") + "'";
  const command = (sent) => {
    const [head, ...body] = sent.split('\\n\\n');
    const [line, ...headers] = head.split('\\n');
    const at = line.indexOf(' ');
    const names = headers.map((header) => header.slice(0, header.indexOf(':')).toLowerCase());
    const content = body.join('\\n\\n');
    const words = ['curl -sS -i -g --path-as-is', line.startsWith('HEAD ') ? '-I' : '-X ' + quoted(line.slice(0, at)), quoted(line.slice(at + 1))];
    for (const [index, header] of headers.entries()) {
      if (['host', 'connection', 'content-length', 'transfer-encoding'].includes(names[index])) continue;
      words.push('-H ' + (header.endsWith('***') ? '"' + header.slice(0, -3) + '$SCIM_TOKEN"' : quoted(header)));
    }
    const own = content === '' ? ['Accept', 'User-Agent'] : ['Accept', 'User-Agent', 'Content-Type'];
    for (const name of own) if (!names.includes(name.toLowerCase())) words.push('-H ' + quoted(name + ':'));
    if (names.includes('accept-encoding')) words.push('--compressed');
    if (content !== '') words.push('--data-raw ' + quoted(content));
    return words.join(' \\\\\\n  ');
  };
  const complete = (exchange) => {
    const sent = exchange.querySelector(':scope > .sent');
    if (!sent || exchange.querySelector(':scope > .copying')) return;
    const holder = document.createElement('div');
    holder.className = 'copying';
    const text = document.createElement('pre');
    text.className = 'copy';
    text.tabIndex = 0;
    text.textContent = command(sent.textContent);
    holder.append(text);
    exchange.append(holder);
  };
  const offer = (text) => {
    if (text.nextElementSibling) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copier';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(text);
        button.textContent = 'Selected';
      }
    });
    text.after(button);
  };
  for (const text of document.querySelectorAll('.copy')) if (!text.closest('details')) offer(text);
  document.addEventListener('toggle', (event) => {
    complete(event.target);
    for (const text of event.target.querySelectorAll(':scope > .copying > .copy')) offer(text);
  }, true);
})();
`;
