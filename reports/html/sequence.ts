import type { SimulationRun } from '#run';
import type { Exchange } from '#wire';
import { inertLine } from '../inert.ts';
import { idpName } from '../words.ts';
import { readable } from './exchange.ts';
import { type Markup, markup, nothing } from './markup.ts';
import type { Sheet } from './sheet.ts';

/** Pixels of the drawing; it scales with the page. */
const size = { width: 760, left: 110, right: 650, head: 34, step: 30, message: 34 } as const;
/** More than so many requests nobody follows by eye. */
const most = 120;

interface Row {
  readonly y: number;
  readonly draw: (y: number) => Markup;
}

/** Who said what to whom, step by step: the shape of a scenario at one glance. */
export function sequenceMarkup(sheet: Sheet, simulation: SimulationRun): Markup {
  const steps = simulation.steps.filter(({ exchanges }) => exchanges.length > 0);
  const count = steps.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
  if (count === 0 || count > most) return nothing;
  const rows: Row[] = [];
  let y: number = size.head;
  for (const { step, exchanges } of steps) {
    y += size.step;
    rows.push({ y, draw: (at) => stepMarkup(step, at) });
    for (const id of exchanges) {
      const exchange = sheet.exchanges.get(id);
      if (exchange === undefined) continue;
      y += size.message;
      rows.push({ y, draw: (at) => messageMarkup(sheet, exchange, at) });
    }
  }
  const height = y + 24;
  return markup`<details class="sequence"><summary>Sequence diagram</summary><svg viewBox="0 0 ${size.width} ${height}" role="img" aria-label="Sequence of ${count} requests; the steps below say the same in words">
${actor(size.left, idpName(simulation.idp), height)}${actor(size.right, sheet.run.target.name, height)}
${rows.map((row) => row.draw(row.y))}</svg></details>`;
}

function messageMarkup({ run }: Sheet, { request, response, failure }: Exchange, at: number): Markup {
  const status = response === null ? (failure?.kind ?? 'no answer') : String(response.status);
  const tone = response === null || response.status >= 500 ? 'bad' : response.status >= 400 ? 'caution' : 'good';
  const path = request.url.startsWith(run.target.url) ? request.url.slice(run.target.url.length) : request.url;
  const label = brief(`${request.method} ${readable(path)}`, 72);
  return markup`<text x="${size.left + 12}" y="${at - 6}">${label}</text><line class="arrow" x1="${size.left}" x2="${size.right}" y1="${at}" y2="${at}"/><path d="M${size.right - 8} ${at - 4}L${size.right} ${at}L${size.right - 8} ${at + 4}z"/><text class="${tone}" x="${size.right + 12}" y="${at + 4}">${status}</text>
`;
}

function actor(x: number, name: string, height: number): Markup {
  return markup`<text class="actor" x="${x}" y="18" text-anchor="middle">${brief(name, 28)}</text><line class="life" x1="${x}" x2="${x}" y1="26" y2="${height}"/>
`;
}

function stepMarkup(step: string, at: number): Markup {
  return markup`<rect class="band" x="0" y="${at - 16}" width="${size.width}" height="22" rx="4"/><text class="step" x="10" y="${at}">${brief(step, 90)}</text>
`;
}

function brief(text: string, length: number): string {
  const characters = [...inertLine(text)];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}
