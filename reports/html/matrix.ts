import { type Cell, matrixOf } from '../matrix.ts';
import { counted } from '../words.ts';
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

/** Capability by standard. Each cell counts, and leads to the check that shows it. */
export function matrixSection({ run }: Sheet): Markup {
  const { columns, rows } = matrixOf(run);
  if (rows.length === 0) return nothing;
  return markup`<section id="matrix"><h2>Compatibility</h2>
<p class="aside">Checks that hold, of those judged, in ${run.target.name}. A cell leads to the check that shows it best.</p>
<div class="wide" tabindex="0"><table class="matrix"><thead><tr><th scope="col">Capability</th><th scope="col">All</th>${columns.map(({ title }) => markup`<th scope="col">${title}</th>`)}</tr></thead><tbody>
${rows.map(
  ({
    capability,
    all,
    cells,
  }) => markup`<tr><th scope="row">${anchor(`cap-${capability}`, capability)}</th>${[all, ...cells].map((cell) => cellMarkup(capability, cell))}</tr>
`,
)}</tbody></table></div></section>
`;
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
