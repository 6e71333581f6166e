import type { BaselineOutcome, KnownFailure, Run } from '#run';
import { counted } from '#wire';

import { anchor, outward } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';

const kinds: readonly (readonly [kind: keyof BaselineOutcome, title: string, tone: string, means: string])[] = [
  ['new', 'new', 'bad', 'fails, and no entry says so'],
  ['changed', 'changed', 'bad', 'has an entry, but fails in another way'],
  ['expired', 'expired', 'bad', 'still fails, and the time of the entry is over'],
  ['stale', 'stale', 'caution', 'no longer fails, so the entry can go'],
  ['expected', 'known', 'none', 'fails as expected'],
  ['unseen', 'unseen', 'none', 'a property found it once, but not with this seed'],
];

/** The run held against its baseline: what is new first, what is known last. */
export function baselineSection(run: Run): Markup {
  const { baseline } = run;
  if (baseline === undefined) return nothing;
  const present = kinds.filter(([kind]) => baseline[kind].length > 0);
  if (present.length === 0) return nothing;
  return markup`<section id="baseline"><h2>Against the baseline</h2><div class="wide" tabindex="0"><table><thead><tr><th scope="col">Check</th><th scope="col">How it fails</th><th scope="col">Reason</th><th scope="col">Owner</th><th scope="col">Age</th><th scope="col">Expires</th></tr></thead>
${present.map(([kind, title, tone, means]) => {
  const failures = baseline[kind];
  return markup`<tbody><tr class="group"><th scope="rowgroup" colspan="6"><span class="pill ${tone}">${failures.length} ${title}</span> <span class="aside">${means}</span></th></tr>
${failures.map((failure) => row(run, failure))}</tbody>`;
})}</table></div></section>
`;
}

function row(run: Run, { check, signature, reason = '', owner = '', link, since, expires = '' }: KnownFailure): Markup {
  return markup`<tr><td>${anchor(`check-${check}`, markup`<code>${check}</code>`)}</td><td>${signature}</td><td>${reason}${link === undefined ? nothing : markup` ${outward(link, 'more')}`}</td><td>${owner}</td><td>${since === undefined ? '' : age(since, run.startedAt)}</td><td>${expires}</td></tr>
`;
}

/** Days from the entry to the run: a report knows no other today. */
function age(since: string, startedAt: string): string {
  const days = Math.max(0, Math.floor((Date.parse(startedAt) - Date.parse(since)) / 86_400_000));
  return Number.isNaN(days) ? '' : counted(days, 'day');
}
