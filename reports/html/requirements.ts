import { byNumbers, type Verdict } from '#run';
import { type RequirementRow, requirementsOf } from '../requirement-rows.ts';
import { pill } from './check.ts';
import { anchor, outward } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';
import type { Sheet } from './sheet.ts';

/** Requirements by section, and what this run says of each. Sections in which all hold are folded. */
export function requirementsSection(sheet: Sheet): Markup {
  const rows = requirementsOf(sheet.run);
  if (rows.length === 0) return nothing;
  const judged = rows.filter(({ verdict }) => verdict !== 'unjudged').length;
  const sections = [...Map.groupBy(rows, sectionOf)].sort(([a], [b]) => byNumbers(a, b));
  return markup`<section id="requirements"><h2>Requirements <small>${judged} of ${rows.length} judged</small></h2>
${sections.map(([section, members]) => sectionMarkup(section, members))}</section>
`;
}

function sectionOf({ id, text }: RequirementRow): string {
  const match = /^rfc(\d+)#section-(.+)$/.exec(text?.section ?? '');
  return match === null ? (text?.section ?? id.replace(/-\d+$/, '')) : `RFC ${match[1]} §${match[2]}`;
}

function sectionMarkup(section: string, rows: readonly RequirementRow[]): Markup {
  const judged = rows.filter(({ verdict }) => verdict !== 'unjudged');
  const held = judged.filter(({ verdict }) => verdict === 'pass' || verdict === 'info').length;
  const isClean = held === judged.length;
  const tone =
    judged.length === 0
      ? 'none'
      : isClean
        ? 'good'
        : judged.some(({ verdict }) => verdict === 'violation')
          ? 'bad'
          : 'caution';
  return markup`<details class="requirements ${tone}"${isClean ? nothing : markup` open`}><summary><strong>${section}</strong> <span>${judged.length === 0 ? 'not judged' : `${held} of ${judged.length} hold`}</span></summary>
<table><thead><tr><th scope="col">Verdict</th><th scope="col">Requirement</th><th scope="col">Checks</th></tr></thead><tbody>
${rows.map(rowMarkup)}</tbody></table></details>
`;
}

function rowMarkup({ id, text, verdict, judgedBy, foundBy }: RequirementRow): Markup {
  const shown = foundBy.length > 0 ? foundBy : judgedBy;
  const links = shown
    .slice(0, 4)
    .map((check) => markup`${anchor(`check-${check.id}`, markup`<code>${check.id}</code>`)} `);
  const more = shown.length > 4 ? markup`<span class="aside">and ${shown.length - 4} more</span>` : nothing;
  const word: Verdict | undefined = verdict === 'unjudged' ? undefined : verdict;
  const mark = word === undefined ? markup`<span class="pill none">not judged</span>` : pill(word);
  return markup`<tr><td>${mark}</td><td>${outward(text?.link, markup`<code>${id}</code>`)} ${text === undefined ? nothing : markup`<span class="level">${text.level}</span><br>${text.text}`}</td><td>${links}${more}</td></tr>
`;
}
