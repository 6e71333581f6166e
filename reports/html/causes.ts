import { type RootCause, type Run, rootCauses } from '#run';
import { cut } from '../inert.ts';
import { listed, promise } from '../words.ts';
import { requirementMarkup } from './check.ts';
import { anchor } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';
import type { Sheet } from './sheet.ts';

const namedChecks = 8;
/** Causes that are told at once; the rest is folded. */
const told = 12;

/** One reason for many red checks, told once, the one that is worth most first. */
export function causesSection(sheet: Sheet): Markup {
  const causes = causesOf(sheet.run);
  if (causes.length === 0) return nothing;
  return markup`<section id="causes"><h2>Root causes <small>${kinds(causes)}</small></h2><ol class="causes">
${causes.slice(0, told).map((cause, at) => causeMarkup(sheet, cause, at))}</ol>${
    causes.length <= told
      ? nothing
      : markup`<details class="more"><summary>${causes.length - told} more, each of which holds back less</summary><ol class="causes" start="${told + 1}">
${causes.slice(told).map((cause, at) => causeMarkup(sheet, cause, told + at))}</ol></details>`
  }</section>
`;
}

/** So that the number can be held against those of the verdicts above. */
function kinds(causes: readonly RootCause[]): string {
  const violations = causes.filter(({ verdict }) => verdict === 'violation').length;
  const warnings = causes.length - violations;
  return listed([
    ...(violations > 0 ? [`${violations} of violations`] : []),
    ...(warnings > 0 ? [`${warnings} of warnings`] : []),
  ]);
}

/** All but what a baseline expects; of that the known failures tell. */
export function causesOf(run: Run): RootCause[] {
  return rootCauses(run).filter(({ expected }) => !expected);
}

function causeMarkup(sheet: Sheet, cause: RootCause, at: number): Markup {
  const { requirement, finding, checks, blocked, verdict } = cause;
  return markup`<li class="${verdict === 'violation' ? 'bad' : 'caution'}"><span class="rank">${at + 1}</span><p class="rule">${requirementMarkup(sheet, requirement)}</p>
<p class="message">Expected ${cut(finding.expected, 300)}; observed <strong>${cut(finding.observed, 300)}</strong>.</p>
<p class="promise">${capitalised(promise(cause))}.</p><p class="links">${links(checks)}${blocked.length === 0 ? nothing : markup` <span class="aside">holds back</span> ${links(blocked)}`}</p></li>
`;
}

function links(ids: readonly string[]): Markup {
  const shown = ids.slice(0, namedChecks).map((id) => markup`${anchor(`check-${id}`, markup`<code>${id}</code>`)} `);
  return markup`${shown}${ids.length > namedChecks ? markup`<span class="aside">and ${ids.length - namedChecks} more</span>` : nothing}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
