import type { Run } from '#run';
import { type Cell, cellsOf, columnsOf } from '../matrix.ts';
import { idpName, moment } from '../words.ts';
import { anchor } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { empty, figureMarkup } from './matrix.ts';

/** Several targets or versions in one matrix: a row each, this page's own first. */
export function serversSection(run: Run, others: readonly Run[]): Markup {
  if (others.length === 0) return nothing;
  const runs = [run, ...others];
  const columns = columnsOf(runs.map(({ checks }) => ({ checks, simulations: [] })));
  const idps = [...new Set(runs.flatMap(({ simulations }) => simulations.map(({ idp }) => idp)))];
  return markup`<section id="servers"><h2>Servers <small>${runs.length}</small></h2>
<p class="aside">Checks that hold, of those judged. This page has the evidence for ${run.target.name}; each other server has a report of its own.</p>
<div class="wide" tabindex="0"><table class="matrix"><thead><tr><th scope="col">Server</th><th scope="col">All</th>${columns.map(({ title }) => markup`<th scope="col">${title}</th>`)}${idps.map((idp) => markup`<th scope="col">${idpName(idp)}, played</th>`)}</tr></thead><tbody>
${runs.map(
  (
    each,
  ) => markup`<tr><th scope="row">${each === run ? anchor('matrix', each.target.name) : each.target.name}<br><small>${moment(each.startedAt)}</small></th>${cellsOf(each, columns).map(cellMarkup)}${idps.map((idp) => playedMarkup(each, idp))}</tr>
`,
)}</tbody></table></div></section>
`;
}

function cellMarkup(cell: Cell | undefined): Markup {
  return cell === undefined
    ? empty
    : markup`<td class="${cell.tone}"><span class="figure">${figureMarkup(cell)}</span></td>`;
}

function playedMarkup({ simulations }: Run, idp: string): Markup {
  const played = simulations.filter((each) => each.idp === idp);
  if (played.length === 0) return empty;
  const agreed = played.filter(({ converged }) => converged).length;
  const isGood = agreed === played.length;
  return markup`<td class="${isGood ? 'good' : 'bad'}"><span class="figure"><span aria-hidden="true">${isGood ? '✓' : '✗'}</span> ${agreed}/${played.length}<span class="said">${isGood ? 'agrees' : 'does not agree'}</span></span></td>`;
}
