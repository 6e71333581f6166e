import { type CheckChange, diffRuns, type Run, type RunDiff } from '#run';
import { counted } from '#wire';
import { moment, type Tone } from '../words.ts';
import { pill } from './check.ts';
import { anchor } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';

const kinds: readonly (readonly [kind: keyof RunDiff, word: string, tone: Tone])[] = [
  ['regressed', 'regressed', 'bad'],
  ['fixed', 'fixed', 'good'],
  ['changed', 'changed', 'caution'],
  ['new', 'new', 'none'],
  ['removed', 'removed', 'none'],
];

/** What became of each check since an earlier run, regressions first. */
export function changesSection(before: Run, run: Run): Markup {
  const diff = diffRuns(before, run);
  const present = kinds.filter(([kind]) => diff[kind].length > 0);
  const since = `the run of ${moment(before.startedAt)}`;
  if (present.length === 0) {
    return markup`<section id="changes"><h2>Changes</h2><p class="aside">Nothing changed since ${since}.</p></section>
`;
  }
  return markup`<section id="changes"><h2>Changes <small>since ${since}</small></h2><table><thead><tr><th scope="col">Check</th><th scope="col">Before</th><th scope="col">Now</th><th scope="col">How it fails</th></tr></thead>
${present.map(
  ([
    kind,
    word,
    tone,
  ]) => markup`<tbody><tr class="group"><th scope="rowgroup" colspan="4"><span class="pill ${tone}">${counted(diff[kind].length, 'check')} ${word}</span></th></tr>
${diff[kind].map(row)}</tbody>`,
)}</table></section>
`;
}

function row({ id, title, before, after, appeared, vanished }: CheckChange): Markup {
  const name = markup`${title}<br>${after === undefined ? markup`<code>${id}</code>` : anchor(`check-${id}`, markup`<code>${id}</code>`)}`;
  const ways = [...appeared.map((each) => `+ ${each}`), ...vanished.map((each) => `− ${each}`)];
  return markup`<tr><td>${name}</td><td>${before === undefined ? nothing : pill(before)}</td><td>${after === undefined ? nothing : pill(after)}</td><td>${ways.map((way) => markup`<small>${way}</small><br>`)}</td></tr>
`;
}
