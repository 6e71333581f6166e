import type { Exchange } from '#wire';
import type { DirectoryGroup, DirectoryUser } from '../directory-user.ts';
import { attributeOf } from '../directory-user.ts';
import type { ProvisioningRow } from '../engine.ts';
import type { Live } from './live.ts';

export interface LivePage {
  readonly live: Live;
  /** The base URL, which the diagram leaves out. */
  readonly target: string;
  /** Takes secrets out of an exchange. */
  readonly mask: (exchange: Exchange) => Exchange;
  /** Proves that a form is one of ours. */
  readonly key: string;
  /** What was asked for and not done. */
  readonly error?: string | undefined;
}

/** The whole page: the directory with its buttons, and what the provider sent. No script is needed to use it. */
export function livePage(page: LivePage): string {
  const { live, error } = page;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(live.simulator.name)} at work</title><link rel="stylesheet" href="/live.css"><script src="/live.js" defer></script></head>
<body><header><h1>${text(live.simulator.name)} <small>simulated by scimulate, against ${text(page.target)}</small></h1></header>
${error === undefined ? '' : `<p class="error" role="alert">${text(error)}</p>`}
<main><section aria-labelledby="directory"><h2 id="directory">Directory</h2>
${people(page)}${hire(page)}${groups(page)}${time(page)}</section>
<section aria-labelledby="traffic"><h2 id="traffic">What it sends</h2><div id="live" data-version="${live.version()}">${liveFragment(page)}</div></section></main></body></html>
`;
}

/** The part that changes by itself: the sequence diagram and the administrator's log. */
export function liveFragment({ live, target, mask }: LivePage): string {
  const { exchanges, rows } = live.recent();
  return `${diagram(live.simulator.name, target, exchanges.map(mask))}${log(rows)}`;
}

function people({ live, key }: LivePage): string {
  const here = [...live.directory.users()].filter(({ deletedAt }) => deletedAt === undefined);
  return `<table><caption>People</caption><thead><tr><th scope="col">Name</th><th scope="col">User name</th><th scope="col">State</th><th scope="col">Do</th></tr></thead><tbody>
${here.map((user) => person(user, key)).join('')}</tbody></table>`;
}

function person(user: DirectoryUser, key: string): string {
  const name = attributeOf(user, 'displayName') ?? user.userName;
  const who = { user: user.id };
  return `<tr><th scope="row">${text(name)}</th><td>${text(user.userName)}</td><td>${user.enabled ? 'enabled' : 'disabled'}</td><td class="do">
${form(key, 'rename', who, `${input('familyName', `New family name of ${name}`, user.attributes.familyName ?? '')}<button>Rename</button>`)}
${form(key, user.enabled ? 'disable' : 'enable', who, `<button>${user.enabled ? 'Disable' : 'Enable'}</button>`)}
${form(key, 'terminate', who, '<button>Terminate</button>')}</td></tr>
`;
}

function hire({ key }: LivePage): string {
  return form(
    key,
    'hire',
    {},
    `<fieldset><legend>Hire</legend>${input('givenName', 'Given name', '')}${input('familyName', 'Family name', '')}${input('userName', 'User name', '')}<button>Hire</button></fieldset>`,
  );
}

function groups({ live, key }: LivePage): string {
  const all = [...live.directory.groups()];
  const here = [...live.directory.users()].filter(({ deletedAt }) => deletedAt === undefined);
  return `<table><caption>Groups</caption><thead><tr><th scope="col">Name</th><th scope="col">Members</th><th scope="col">Do</th></tr></thead><tbody>
${all.map((group) => groupRow(group, here, live, key)).join('')}</tbody></table>
${form(key, 'create-group', {}, `<fieldset><legend>New group</legend>${input('displayName', 'Group name', '')}<button>Create group</button></fieldset>`)}`;
}

function groupRow(
  { id, displayName, members }: DirectoryGroup,
  here: readonly DirectoryUser[],
  live: Live,
  key: string,
): string {
  const nameOf = (member: string): string => {
    const user = live.directory.user(member);
    return user === undefined ? (live.directory.group(member)?.displayName ?? member) : user.userName;
  };
  const listed = [...members].map(
    (member) =>
      `<li>${text(nameOf(member))} ${form(key, 'remove-member', { group: id, user: member }, `<button aria-label="Remove ${text(nameOf(member))} from ${text(displayName)}">Remove</button>`)}</li>`,
  );
  const others = here.filter((user) => !members.has(user.id));
  const choice = others.map((user) => `<option value="${text(user.id)}">${text(user.userName)}</option>`).join('');
  const add =
    others.length === 0
      ? ''
      : form(
          key,
          'add-member',
          { group: id },
          `<label>Add to ${text(displayName)} <select name="user">${choice}</select></label><button>Add to group</button>`,
        );
  return `<tr><th scope="row">${text(displayName)}</th><td><ul>${listed.join('')}</ul></td><td class="do">${add}
${form(key, 'rename-group', { group: id }, `${input('displayName', `New name of ${displayName}`, displayName)}<button>Rename group</button>`)}
${form(key, 'delete-group', { group: id }, '<button>Delete group</button>')}</td></tr>
`;
}

function time({ key }: LivePage): string {
  return `<div class="do">${form(key, 'sync', {}, '<button>Sync now</button>')}${form(key, 'wait', { for: '1d' }, '<button>Let a day pass</button>')}${form(key, 'wait', { for: '31d' }, '<button>Let a month pass</button>')}</div>`;
}

function form(key: string, action: string, fields: Readonly<Record<string, string>>, inside: string): string {
  const hidden = Object.entries({ key, ...fields }).map(
    ([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value)}">`,
  );
  return `<form method="post" action="/${action}">${hidden.join('')}${inside}</form>`;
}

function input(name: string, label: string, value: string): string {
  return `<label><span>${text(label)}</span> <input name="${name}" value="${text(value)}" required maxlength="200"></label>`;
}

/** Pixels of the drawing; it scales with the page. */
const size = { width: 720, left: 90, right: 640, head: 34, step: 34 } as const;

function diagram(name: string, target: string, exchanges: readonly Exchange[]): string {
  if (exchanges.length === 0) return '<p>Nothing was sent so far.</p>';
  const height = size.head + exchanges.length * size.step + 24;
  const actor = (x: number, label: string): string =>
    `<text class="actor" x="${x}" y="18" text-anchor="middle">${text(label)}</text><line class="life" x1="${x}" x2="${x}" y1="26" y2="${height}"/>`;
  // The newest first: that is what one looks for.
  const rows = exchanges.toReversed().map((exchange, index) => {
    const { request, response, failure, behaviour } = exchange;
    const y = size.head + (index + 1) * size.step;
    const status = response === null ? (failure?.kind ?? 'no answer') : String(response.status);
    const tone = response === null || response.status >= 400 ? 'bad' : 'good';
    const path = request.url.startsWith(target) ? request.url.slice(target.length) : request.url;
    const label = brief(`${request.method} ${readable(path)}`);
    return `<g><title>${text(`${behaviour ?? ''} ${request.body ?? ''}`.trim())}</title><text x="${size.left + 12}" y="${y - 6}">${text(label)}</text><line class="arrow" x1="${size.left}" x2="${size.right}" y1="${y}" y2="${y}"/><path d="M${size.right - 8} ${y - 4}L${size.right} ${y}L${size.right - 8} ${y + 4}z"/><text class="${tone}" x="${size.right + 12}" y="${y + 4}">${text(status)}</text></g>`;
  });
  return `<svg viewBox="0 0 ${size.width} ${height}" role="img" aria-label="Sequence of the last ${exchanges.length} requests, the newest first">${actor(size.left, name)}${actor(size.right, 'target')}${rows.join('')}</svg>`;
}

function log(rows: readonly ProvisioningRow[]): string {
  if (rows.length === 0) return '';
  const lines = rows
    .toReversed()
    .map(
      ({ status, action, subject, reason }) =>
        `<tr><td>${status}</td><td>${text(action)}</td><td>${text(subject)}</td><td>${text(reason)}</td></tr>`,
    );
  return `<table><caption>Provisioning log</caption><thead><tr><th scope="col">Status</th><th scope="col">Action</th><th scope="col">Subject</th><th scope="col">Reason</th></tr></thead><tbody>${lines.join('\n')}</tbody></table>`;
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    return path;
  }
}

function brief(line: string): string {
  const characters = [...line];
  return characters.length <= 74 ? line : `${characters.slice(0, 73).join('')}…`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made harmless between tags and in attributes. */
function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
