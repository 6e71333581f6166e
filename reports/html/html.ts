import { createHash } from 'node:crypto';
import type { Run } from '#run';
import type { Beside, Format } from '../format.ts';
import { baselineSection } from './baseline.ts';
import { causesSection } from './causes.ts';
import { changesSection } from './changes.ts';
import { checksSection } from './checks.ts';
import { choicesSection } from './choices.ts';
import { type Markup, markup, nothing, verbatim } from './markup.ts';
import { matrixSection } from './matrix.ts';
import { requirementsSection } from './requirements.ts';
import { script } from './script.ts';
import { serversSection } from './servers.ts';
import { sheetOf } from './sheet.ts';
import { simulationsSection } from './simulations.ts';
import { style } from './style.ts';
import { verdictSection } from './verdict.ts';

/** The report to open and to send on: one file, nothing fetched, readable without its script. */
export const html = {
  name: 'html',
  file: 'index.html',
  title: 'HTML report',
  draw: drawHtml,
} as const satisfies Format;

/** Only the one style and the one script of ours may run; nothing may be fetched, framed or sent. */
const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;

function drawHtml(run: Run, { others = [], before }: Beside = {}): string {
  const sheet = sheetOf(run);
  const sections: readonly (readonly [id: string, title: string, section: Markup])[] = [
    ['causes', 'Root causes', causesSection(sheet)],
    ['changes', 'Changes', before === undefined ? nothing : changesSection(before, run)],
    ['baseline', 'Baseline', baselineSection(run)],
    ['servers', 'Servers', serversSection(run, others)],
    ['matrix', 'Compatibility', matrixSection(sheet)],
    ['simulations', 'Identity providers', simulationsSection(sheet)],
    ['checks', 'Checks', checksSection(sheet)],
    ['requirements', 'Requirements', requirementsSection(sheet)],
    ['choices', 'Choices', choicesSection(run)],
  ];
  const present = sections.filter(([, , section]) => section !== nothing);
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${run.target.name}: scimulate report</title><style>${verbatim(style)}</style></head><body>
<div class="page">${verdictSection(run)}
<nav aria-label="Sections"><ul>${present.map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul><label class="filter" hidden>Filter <input type="search" id="filter" autocomplete="off" placeholder="id, title, verdict … ( / )"></label></nav>
<main>
${present.map(([, , section]) => section)}</main>
<footer><p>Drawn by scimulate ${run.tool.version} from run.json; the same run gives the same page.</p></footer></div>
<script>${verbatim(script)}</script></body></html>
`.html;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
