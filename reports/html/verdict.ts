import { type Run, verdictOrder } from '#run';
import { counted } from '#wire';
import { headlineOf } from '../headline.ts';
import { duration, moment, verdictWords } from '../words.ts';
import { type Markup, markup, nothing } from './markup.ts';

/** The top of the page: the verdict in one sentence, the counts, and what was tested. */
export function verdictSection(run: Run): Markup {
  const { word, tone, sentence, details } = headlineOf(run);
  return markup`<header class="verdict ${tone}"><p class="brand">scimulate <span>${run.kind === 'test' ? 'conformance report' : 'simulation report'}</span></p>
<h1><span class="word">${word}</span> ${sentence}</h1>
${details.map((detail) => markup`<p class="details">${detail}</p>`)}
${run.checks.length === 0 ? nothing : counts(run)}${facts(run)}</header>
`;
}

function counts({ summary, checks }: Run): Markup {
  const present = verdictOrder.filter((verdict) => summary[verdict] > 0);
  const starts = present.map((_, at) => present.slice(0, at).reduce((sum, verdict) => sum + summary[verdict], 0));
  return markup`<svg class="bar" viewBox="0 0 ${checks.length} 1" preserveAspectRatio="none" aria-hidden="true">${present.map(
    (verdict, at) => markup`<rect class="${verdict}" x="${starts[at] ?? 0}" width="${summary[verdict]}" height="1"/>`,
  )}</svg>
<ul class="counts">${verdictOrder.map((verdict) => {
    const { word, many } = verdictWords[verdict];
    const count = summary[verdict];
    return markup`<li class="${count === 0 ? 'zero' : verdict}"><a href="#checks" data-filter="${word}"><strong>${count}</strong> ${count === 1 ? word : many}</a></li>`;
  })}</ul>
`;
}

function facts(run: Run): Markup {
  const rows: readonly (readonly [string, Markup | string])[] = [
    ['Target', markup`${run.target.name} <code>${run.target.url}</code>`],
    ['Run', markup`${moment(run.startedAt)}, ${duration(run.durationMs)}, seed <code>${run.seed}</code>`],
    ['Kept', counted(run.exchanges.length, 'exchange')],
    ['Exit', markup`<code>${run.exit}</code>`],
  ];
  return markup`<dl class="facts">${rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
