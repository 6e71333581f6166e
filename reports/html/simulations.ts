import type { ProvisioningRow, SimulationRun, StepRun } from '#run';
import { counted } from '#wire';
import { pushedInactive } from '../inactive.ts';
import { flaps, playedAs } from '../simulation.ts';
import { idpName, type Tone } from '../words.ts';
import { exchangeMarkup } from './exchange.ts';
import { anchor, outward } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { sequenceMarkup } from './sequence.ts';
import type { Sheet } from './sheet.ts';

/** What each identity provider did, step by step, why, and whether both sides agree at the end. */
export function simulationsSection(sheet: Sheet): Markup {
  const { simulations } = sheet.run;
  if (simulations.length === 0) return nothing;
  return markup`<section id="simulations"><h2>Identity providers <small>${simulations.length}</small></h2>
${simulations.map((simulation, index) => simulationMarkup(sheet, simulation, index))}</section>
`;
}

function simulationMarkup(sheet: Sheet, simulation: SimulationRun, index: number): Markup {
  const { converged, silent, steps } = simulation;
  return markup`<article class="simulation ${converged ? 'good' : 'bad'}" id="simulation-${index + 1}"><header><h3>${idpName(simulation.idp)} <small>${playedAs(simulation)}</small></h3>
<p>${state(converged, 'agrees with the target', 'does not agree with the target')} ${state(silent, 'one more cycle is silent', 'one more cycle still sends', 'caution')}</p></header>
${differences(simulation)}${flappingMarkup(sheet, simulation)}${inactiveMarkup(sheet, simulation)}${sequenceMarkup(sheet, simulation)}<ol class="steps">${steps.map((step) => stepMarkup(sheet, step))}</ol>${options(simulation)}${behaviours(simulation)}</article>
`;
}

function state(holds: boolean, yes: string, no: string, otherwise: Tone = 'bad'): Markup {
  return markup`<span class="pill ${holds ? 'good' : otherwise}"><span aria-hidden="true">${holds ? '✓' : otherwise === 'bad' ? '✗' : '!'}</span> ${holds ? yes : no}</span>`;
}

function differences({ differences: all }: SimulationRun): Markup {
  if (all.length === 0) return nothing;
  return markup`<div class="differences"><h4>What differs at the end</h4><ul>${all.map((line) => markup`<li>${line}</li>`)}</ul></div>`;
}

/** Where another mode of the same scenario flaps, that this one does not is said too. */
function flappingMarkup(sheet: Sheet, simulation: SimulationRun): Markup {
  const { flapping = [], scenario } = simulation;
  if (flapping.length === 0) {
    const elsewhere = sheet.run.simulations.some((each) => each.scenario === scenario && flaps(each));
    return elsewhere ? markup`<p class="aside">${state(true, 'no flapping', '')}</p>` : nothing;
  }
  return markup`<div class="differences"><h4>What comes and goes</h4><ul>${flapping.map(
    ({ subject, what, cause, because, exchanges }) =>
      markup`<li><span class="pill bad">${cause}</span> ${what} of <code>${subject}</code>: ${because} ${exchanges.map((id) => markup`${anchor(`x-${id}`, markup`<code>${id}</code>`)} `)}</li>`,
  )}</ul></div>`;
}

/** They are there, and cannot sign in yet: what an administrator asks about first. */
function inactiveMarkup({ run }: Sheet, simulation: SimulationRun): Markup {
  const names = pushedInactive(run, simulation);
  if (names.length === 0) return nothing;
  return markup`<div class="differences"><h4>Who was pushed inactive</h4><p><span class="pill caution"><span aria-hidden="true">!</span> ${counted(names.length, 'account')} cannot sign in</span> until the provider switches it on: ${names.slice(0, 50).join(', ')}.</p></div>`;
}

function stepMarkup(sheet: Sheet, { step, exchanges, provisioning }: StepRun): Markup {
  return markup`<li><h4>${step} <small>${exchanges.length === 0 ? 'nothing sent' : counted(exchanges.length, 'request')}</small></h4>${exchanges.map((id) => exchangeMarkup(sheet, id))}${log(provisioning)}</li>
`;
}

const tones: Readonly<Record<ProvisioningRow['status'], Tone>> = {
  Success: 'good',
  Failure: 'bad',
  Skipped: 'none',
  Escrowed: 'caution',
  Quarantined: 'bad',
};

function log(rows: readonly ProvisioningRow[]): Markup {
  if (rows.length === 0) return nothing;
  return markup`<details class="log"><summary>Provisioning log, ${counted(rows.length, 'row')}</summary><div class="wide" tabindex="0"><table><thead><tr><th scope="col">Status</th><th scope="col">Action</th><th scope="col">Subject</th><th scope="col">Reason</th><th scope="col">At</th></tr></thead><tbody>
${rows.map(
  ({ status, action, subject, reason, at, exchanges }) =>
    markup`<tr><td><span class="pill ${tones[status]}">${status}</span></td><td>${action}</td><td>${subject}</td><td>${reason} ${exchanges.map((id) => markup`${anchor(`x-${id}`, markup`<code>${id}</code>`)} `)}</td><td><code>${at}</code></td></tr>
`,
)}</tbody></table></div></details>`;
}

function options({ options: all }: SimulationRun): Markup {
  const entries = Object.entries(all);
  if (entries.length === 0) return nothing;
  return markup`<p class="aside">Options: ${entries.map(([key, value]) => markup`<code>${key}=${typeof value === 'string' ? value : (JSON.stringify(value) ?? '')}</code> `)}</p>`;
}

function behaviours({ behaviours: all }: SimulationRun): Markup {
  const rows = Object.entries(all);
  if (rows.length === 0) return nothing;
  const inferred = rows.filter(([, { strength }]) => strength === 'inferred').length;
  const note = inferred === 0 ? '' : `, of which ${counted(inferred, 'is', 'are')} our inference`;
  return markup`<details class="behaviours"><summary>Why it does so: ${counted(rows.length, 'behaviour')}${note}</summary><table><thead><tr><th scope="col">Behaviour</th><th scope="col">Evidence</th></tr></thead><tbody>
${rows.map(
  ([id, { does, source, strength }]) =>
    markup`<tr><td><code>${id}</code><br>${does}</td><td><span class="pill ${strength === 'inferred' ? 'guess' : 'none'}">${strength}</span> ${outward(source, source)}</td></tr>
`,
)}</tbody></table></details>`;
}
