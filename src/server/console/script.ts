/**
 * The only script of the console. Pages work without it; with it a value is copied by a button, and what a page says is
 * live is asked for again, in its place.
 */
export const script = `'use strict';
const status = document.createElement('p');
status.className = 'unseen';
status.setAttribute('role', 'status');
document.body.append(status);

function offerCopying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll('[data-copy]')) button.hidden = false;
}
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]');
  const from = button && document.getElementById(button.dataset.copy);
  if (!from) return;
  try {
    await navigator.clipboard.writeText(from.textContent);
    button.textContent = 'Copied';
    status.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(from);
    button.textContent = 'Selected';
  }
  setTimeout(() => { button.textContent = 'Copy'; status.textContent = ''; }, 2000);
});
offerCopying(document);

const live = document.querySelector('[data-live]');
async function renew() {
  // What somebody reads or has opened is left alone.
  const isBusy = document.hidden || live.contains(document.activeElement) || live.querySelector('details[open]');
  if (!isBusy) {
    try {
      const answer = await fetch(live.dataset.live, { redirect: 'error' });
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(live.id);
      if (fresh && fresh.innerHTML !== live.innerHTML) {
        live.replaceChildren(...fresh.childNodes);
        offerCopying(live);
      }
    } catch {
      // The server is away, or the session ended: the next click says so.
    }
  }
  setTimeout(renew, 5000);
}
if (live) setTimeout(renew, 5000);
`;
