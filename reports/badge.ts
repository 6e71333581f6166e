import { judgedOf, type Run } from '#run';
import type { Format } from './format.ts';
import { headlineOf } from './headline.ts';
import { markup } from './html/markup.ts';
import { cut, inertLine } from './inert.ts';
import type { Tone } from './words.ts';

/** For a readme: a picture that needs no service. */
export const badge = { name: 'badge', file: 'badge.svg', title: 'SVG badge', draw: drawSvg } as const satisfies Format;

/** For a service that draws badges from an address. */
export const badgeJson = {
  name: 'badge-json',
  file: 'badge.json',
  title: 'badge as JSON',
  draw: drawJson,
} as const satisfies Format;

const colours: Readonly<Record<Tone, string>> = {
  good: '#1a7f4b',
  bad: '#b21f2b',
  caution: '#8a5a00',
  note: '#2450c8',
  none: '#565f6b',
  ours: '#70359c',
};

const label = 'SCIM 2.0';

function drawJson(run: Run): string {
  const { message, colour } = badgeOf(run);
  return `${JSON.stringify({ schemaVersion: 1, label, message, color: colour })}\n`;
}

function drawSvg(run: Run): string {
  const { message, colour } = badgeOf(run);
  // No font can be measured here: 6.6 px a letter is what the widest common sans-serif needs at 11 px.
  const left = Math.round(label.length * 6.6) + 14;
  const right = Math.round(message.length * 6.6) + 14;
  const width = left + right;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${label}: ${message}"><title>${label}: ${message}</title><clipPath id="r"><rect width="${width}" height="20" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3a424c"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle"><text x="${left / 2}" y="14">${label}</text><text x="${left + right / 2}" y="14">${message}</text></g></svg>
`.html;
}

function badgeOf(run: Run): { readonly message: string; readonly colour: string } {
  const { tone } = headlineOf(run);
  const judged = judgedOf(run.summary);
  const held = run.summary.pass + run.summary.info + run.summary.warning;
  const agreed = run.simulations.filter(({ converged }) => converged).length;
  const parts = [
    ...(judged > 0 ? [`${held}/${judged} checks`] : []),
    ...(run.simulations.length > 0 ? [`${agreed}/${run.simulations.length} IdP`] : []),
  ];
  return { message: cut(inertLine(parts.join(', ') || 'not judged'), 60), colour: colours[tone] };
}
