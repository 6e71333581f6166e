import type { CheckRun, Finding, Verdict } from '#run';
import { cut } from '../inert.ts';
import { duration, verdictWords } from '../words.ts';
import { exchangeMarkup } from './exchange.ts';
import { anchor, outward } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';
import type { Sheet } from './sheet.ts';

/** A check that has something to tell: its findings, each with what proves it. */
export function checkCard(sheet: Sheet, check: CheckRun): Markup {
  const { id, title, verdict, findings, overruled } = check;
  const withheld = overruled?.findings ?? [];
  return markup`<article class="check ${verdictWords[verdict].tone}" id="check-${id}" data-row>
<header><h4>${pill(verdict)}${check.expected === true ? markup` <span class="pill none">expected</span>` : nothing} ${title}</h4>
<p class="meta">${anchor(`check-${id}`, markup`<code>${id}</code>`)}${check.source === undefined ? nothing : markup` · <code>${check.source}</code>`} · ${duration(check.durationMs)}${attempts(check)}${cited(sheet, check)}</p></header>
${reason(check)}${findingsMarkup(sheet, findings)}${
  withheld.length === 0
    ? nothing
    : markup`<details class="withheld"><summary>What it found by itself, which the blocking check may explain</summary>${findingsMarkup(sheet, withheld)}</details>`
}</article>
`;
}

/** A check that passed, in one line. */
export function checkLine(check: CheckRun): Markup {
  return markup`<tr id="check-${check.id}" data-row><td>${pill(check.verdict)}</td><td>${check.title}<br><code>${check.id}</code></td><td class="number">${duration(check.durationMs)}</td></tr>
`;
}

export function pill(verdict: Verdict): Markup {
  const { word, sign, tone } = verdictWords[verdict];
  return markup`<span class="pill ${tone}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** A requirement as a reader meets it: id, how strongly it binds, and a way to the section. */
export function requirementMarkup({ run }: Sheet, id: string): Markup {
  const text = Object.hasOwn(run.requirements, id) ? run.requirements[id] : undefined;
  const level = text === undefined ? nothing : markup` <span class="level">${text.level}</span>`;
  return markup`${outward(text?.link, markup`<code>${id}</code>`)}${level}${text === undefined ? nothing : markup` ${text.text}`}`;
}

function attempts({ attempts: count }: CheckRun): string {
  return count === undefined || count < 2 ? '' : ` · attempt ${count}`;
}

function cited({ run }: Sheet, { requirements, findings }: CheckRun): Markup {
  const told = new Set(findings.map(({ requirement }) => requirement));
  const rest = requirements.filter((id) => !told.has(id));
  if (rest.length === 0) return nothing;
  const links = rest.map(
    (id) =>
      markup` ${outward(Object.hasOwn(run.requirements, id) ? run.requirements[id]?.link : undefined, markup`<code>${id}</code>`)}`,
  );
  return markup` · also asks${links}`;
}

function reason({ reason: said, blockedBy }: CheckRun): Markup {
  if (blockedBy !== undefined) {
    return markup`<p class="reason">Not judged, since ${anchor(`check-${blockedBy}`, markup`<code>${blockedBy}</code>`)} failed before it.</p>`;
  }
  return said === '' ? nothing : markup`<p class="reason">${cut(said, 4000)}</p>`;
}

/** Findings by requirement: what is demanded is told once, however often it was broken. */
function findingsMarkup(sheet: Sheet, findings: readonly Finding[]): Markup[] {
  const groups = Map.groupBy(findings, ({ requirement, verdict }) => `${requirement} ${verdict}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return nothing;
    return markup`<section class="finding ${verdictWords[first.verdict].tone}"><p class="rule">${requirementMarkup(sheet, first.requirement)}</p>
${group.map((finding) => findingMarkup(sheet, finding))}</section>`;
  });
}

function findingMarkup(sheet: Sheet, finding: Finding): Markup {
  const { requirement, message, expected, observed, counterexample, exchanges, pointer } = finding;
  const proof = exchanges.at(-1);
  return markup`${message === textOf(sheet, requirement) ? nothing : markup`<p class="message">${cut(message, 2000)}</p>`}
<dl class="versus"><div class="want"><dt>Expected</dt><dd>${cut(expected, 2000)}</dd></div><div class="got"><dt>Observed</dt><dd>${cut(observed, 2000)}${pointer === undefined ? nothing : markup` <small>at <code>${pointer}</code></small>`}</dd></div></dl>
${counterexample === undefined ? nothing : smallest(finding, counterexample)}${exchanges.map((id) => exchangeMarkup(sheet, id, id === proof ? pointer : undefined))}`;
}

/** Most findings say no more than their requirement does; that is said once. */
function textOf({ run }: Sheet, id: string): string | undefined {
  return Object.hasOwn(run.requirements, id) ? run.requirements[id]?.text : undefined;
}

function smallest({ seed, path }: Finding, counterexample: string): Markup {
  const from = [...(seed === undefined ? [] : [`seed ${seed}`]), ...(path === undefined ? [] : [`path ${path}`])].join(
    ', ',
  );
  return markup`<h5>Smallest input that fails${from === '' ? '' : ` (${from})`}</h5><div class="copying"><pre class="copy" tabindex="0">${cut(counterexample, 4000)}</pre></div>`;
}
