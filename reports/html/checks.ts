import { type CheckRun, judgedOf, summaryOf, verdictOrder } from '#run';
import { counted } from '#wire';
import { byCapability } from '../capability.ts';

import { checkCard, checkLine } from './check.ts';
import { type Markup, markup, nothing } from './markup.ts';
import type { Sheet } from './sheet.ts';

/** Up to so many passing checks of a capability are unfolded. */
const unfolded = 8;

/** All checks by capability: what failed as cards, gravest first; what passed as a folded list. */
export function checksSection(sheet: Sheet): Markup {
  const { checks } = sheet.run;
  if (checks.length === 0) return nothing;
  return markup`<section id="checks"><h2>Checks <small>${checks.length}</small></h2>
<p class="aside" id="found" role="status" hidden></p>
${[...byCapability(checks)].map(([capability, members]) => group(sheet, capability, members))}</section>
`;
}

function group(sheet: Sheet, capability: string, members: readonly CheckRun[]): Markup {
  const summary = summaryOf(members);
  const judged = judgedOf(summary);
  const told = verdictOrder
    .filter((verdict) => verdict !== 'pass')
    .flatMap((verdict) => members.filter((check) => check.verdict === verdict));
  const passed = members.filter(({ verdict }) => verdict === 'pass');
  const held = judged === 0 ? 'nothing judged' : `${summary.pass + summary.info} of ${judged} hold`;
  return markup`<section class="group" id="cap-${capability}" data-group><h3>${capability} <small>${held}</small></h3>
${told.map((check) => checkCard(sheet, check))}${passed.length === 0 ? nothing : passes(passed)}</section>
`;
}

function passes(passed: readonly CheckRun[]): Markup {
  return markup`<details class="passes"${passed.length <= unfolded ? markup` open` : nothing}><summary>${counted(passed.length, 'check')} passed</summary>
<table><thead><tr><th scope="col">Verdict</th><th scope="col">Check</th><th scope="col" class="number">Took</th></tr></thead><tbody>
${passed.map(checkLine)}</tbody></table></details>`;
}
