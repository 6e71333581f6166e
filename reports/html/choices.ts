import { byText, type Run } from '#run';
import { type Markup, markup, nothing } from './markup.ts';

/** What the target does where the RFCs leave it open. No judgement, but whoever integrates must know. */
export function choicesSection({ choices, target }: Run): Markup {
  const rows = Object.entries(choices).sort(([a], [b]) => byText(a, b));
  if (rows.length === 0) return nothing;
  return markup`<section id="choices"><h2>What ${target.name} chose <small>${rows.length}</small></h2>
<p class="aside">Points that the RFCs leave open. None of these is a fault.</p>
<table><thead><tr><th scope="col">Point</th><th scope="col">Choice</th></tr></thead><tbody>
${rows.map(
  ([point, choice]) => markup`<tr><th scope="row">${point}</th><td>${choice}</td></tr>
`,
)}</tbody></table></section>
`;
}
