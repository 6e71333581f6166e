import type { Run } from '#run';
import { counted } from '#wire';
import { type Cell, matrixOf } from '../matrix.ts';

import { anchor } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';
import type { Sheet } from './sheet.ts';

const signs: Readonly<Record<Cell['tone'], string>> = {
  good: '✓',
  bad: '✗',
  caution: '!',
  note: 'i',
  none: '–',
  ours: '?',
};

/** Capability by standard, then scenarios by identity provider. Each cell counts, and leads to what shows it. */
export function matrixSection({ run }: Sheet): Markup {
  const { columns, rows } = matrixOf(run);
  const scenarios = [...new Set(run.simulations.map(({ scenario }) => scenario))];
  if (rows.length + scenarios.length === 0) return nothing;
  return markup`<section id="matrix"><h2>Compatibility</h2>
<p class="aside">Checks that hold in ${run.target.name}, of those judged; and scenarios after which the identity provider and it agree. A cell leads to what shows it best.</p>
<div class="wide" tabindex="0"><table class="matrix"><thead><tr><th scope="col">Capability</th><th scope="col">All</th>${columns.map(({ title }) => markup`<th scope="col">${title}</th>`)}</tr></thead><tbody>
${rows.map(
  ({
    capability,
    all,
    cells,
  }) => markup`<tr><th scope="row">${anchor(`cap-${capability}`, capability)}</th>${[all, ...cells].map((cell) => cellMarkup(capability, cell))}</tr>
`,
)}${scenarios.map(
  (
    scenario,
  ) => markup`<tr><th scope="row">${scenario}</th>${empty}${columns.map(({ id }) => playedMarkup(run, id, scenario))}</tr>
`,
)}</tbody></table></div></section>
`;
}

function playedMarkup({ simulations }: Run, idp: string, scenario: string): Markup {
  const at = simulations.findIndex((each) => each.idp === idp && each.scenario === scenario);
  const simulation = simulations[at];
  if (simulation === undefined) return empty;
  const { converged, differences } = simulation;
  const said = converged ? nothing : markup`<span class="said">${counted(differences.length, 'difference')}</span>`;
  const content = markup`<span aria-hidden="true">${converged ? '✓' : '✗'}</span> ${converged ? 'agrees' : 'does not agree'}${said}`;
  return markup`<td class="${converged ? 'good' : 'bad'}">${anchor(`simulation-${at + 1}`, content)}</td>`;
}

function cellMarkup(capability: string, cell: Cell | undefined): Markup {
  if (cell === undefined) return empty;
  const to = cell.tone === 'good' ? `cap-${capability}` : `check-${cell.lead}`;
  return markup`<td class="${cell.tone}">${anchor(to, figureMarkup(cell))}</td>`;
}

export const empty: Markup = markup`<td class="void">·</td>`;

/** What a cell says: so many of so many, and what is wrong with the rest. */
export function figureMarkup(cell: Cell): Markup {
  const said = [
    ...(cell.violations > 0 ? [counted(cell.violations, 'violation') + (cell.expected ? ', expected' : '')] : []),
    ...(cell.warnings > 0 ? [counted(cell.warnings, 'warning')] : []),
    ...(cell.open > 0 && cell.judged > 0 ? [`${cell.open} not judged`] : []),
  ].join(', ');
  const figure = cell.judged === 0 ? 'not judged' : `${cell.held}/${cell.judged}`;
  return markup`<span aria-hidden="true">${signs[cell.tone]}</span> ${figure}${said === '' ? nothing : markup`<span class="said">${said}</span>`}`;
}
