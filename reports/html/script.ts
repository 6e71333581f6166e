/** What the page can do more where scripts run: filter, copy, unfold what a link leads to. Nothing is only in here. */
export const script = `'use strict';
(() => {
  const box = document.getElementById('filter');
  const found = document.getElementById('found');
  if (box && found) {
    let rows;
    const read = () => [...document.querySelectorAll('[data-row]')].map((row) => ({
      row,
      text: (row.querySelector('header') ? row.querySelector('header').textContent + [...row.querySelectorAll('.rule')].map((rule) => rule.textContent).join(' ') : row.textContent).toLowerCase(),
    }));
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
    for (const text of event.target.querySelectorAll(':scope > .copying > .copy')) offer(text);
  }, true);
})();
`;
