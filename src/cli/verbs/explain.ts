import {
  type Dispute,
  disputes,
  explainNeed,
  explainRequirement,
  isDisputeId,
  isNeedId,
  isRequirementId,
  isRuleId,
  mendOf,
  needs,
  requirements,
  requirementText,
} from '#catalogue';
import { simulators } from '#simulators';
import { type ListedCheck, listedChecks } from '../checks.ts';
import { notThere } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';

/** What is known of one id: a heading, and facts by name. Text, or several texts, one a line. */
interface Explanation {
  readonly title: string;
  readonly facts: Readonly<Record<string, string | readonly string[]>>;
}

interface Kind {
  readonly ids: () => readonly string[];
  readonly explain: (id: string) => Explanation | undefined;
}

const kinds: readonly Kind[] = [
  { ids: () => listedChecks().map(({ id }) => id), explain: checkExplained },
  { ids: () => Object.keys(requirements), explain: requirementExplained },
  { ids: () => Object.keys(needs), explain: needExplained },
  { ids: () => Object.keys(disputes), explain: disputeExplained },
  { ids: () => simulators.flatMap(({ behaviours }) => Object.keys(behaviours)), explain: behaviourExplained },
];

export const explain: Run = async ({ values, words, terminal }) => {
  const [id = ''] = words;
  const found = kinds.map((kind) => kind.explain(id)).find((each) => each !== undefined);
  if (found === undefined)
    throw new UsageError(
      notThere(
        'id',
        id,
        kinds.flatMap((kind) => kind.ids()),
      ),
    );
  if (values.json === true) {
    terminal.out(JSON.stringify({ id, ...found }, null, 2));
    return 0;
  }
  terminal.out(`${id}: ${found.title}`);
  for (const [name, fact] of Object.entries(found.facts)) {
    for (const [index, line] of [fact].flat().entries())
      terminal.out(`  ${(index === 0 ? name : '').padEnd(11)}${line}`);
  }
  return 0;
};

function checkExplained(id: string): Explanation | undefined {
  const check = listedChecks().find((each) => each.id === id);
  if (check === undefined) return undefined;
  return {
    title: check.title,
    facts: {
      judges: check.judges.map((requirement) => `${requirement}  ${textOf(requirement)}`),
      ...(check.needs.length === 0 ? {} : { needs: check.needs }),
      ...(check.after.length === 0 ? {} : { after: check.after }),
      ...mended(check.judges.filter(isRequirementId).map((each) => requirements[each].section)),
      source: `${check.file}:${check.line}`,
      example: `npx scimulate test ${id}`,
    },
  };
}

function requirementExplained(id: string): Explanation | undefined {
  if (!isRequirementId(id)) return undefined;
  const { level, binds, section, link, text, verdict, disputes: disputed, errata, unjudged } = explainRequirement(id);
  const checks = checksThatJudge(id);
  return {
    title: text,
    facts: {
      level: `${level}, binds ${binds}; broken, it is a ${verdict}`,
      source: [link, ...errata.map((erratum) => erratum.link)],
      ...mended([section]),
      ...(disputed.length === 0 ? {} : { disputed: disputed.map((each) => `${each.id}  ${each.question}`) }),
      ...checksAmong(checks, unjudged),
    },
  };
}

/** What mostly mends it, each once. */
function mended(sections: readonly string[]): Explanation['facts'] {
  const mends = [...new Set(sections.map(mendOf))].filter((mend) => mend !== undefined);
  return mends.length === 0 ? {} : { mend: mends };
}

function needExplained(id: string): Explanation | undefined {
  if (!isNeedId(id)) return undefined;
  const { level, idp, text, verdict, restsOn, disputes: narrowed } = explainNeed(id);
  return {
    title: text,
    facts: {
      level: `${level} for ${idp}; broken, it is a ${verdict}`,
      'rests on': restsOn,
      ...(narrowed.length === 0 ? {} : { 'we do': narrowed.map(({ id: dispute, choice }) => `${dispute}  ${choice}`) }),
      ...checksAmong(checksThatJudge(id)),
    },
  };
}

function checksThatJudge(id: string): readonly ListedCheck[] {
  return listedChecks().filter(({ judges }) => judges.includes(id));
}

function checksAmong(checks: readonly ListedCheck[], unjudged?: string): Explanation['facts'] {
  const [first] = checks;
  if (first === undefined) return { checks: unjudged === undefined ? 'none judges it' : `none: ${unjudged}` };
  return { checks: checks.map(({ id, title }) => `${id}  ${title}`), example: `npx scimulate test ${first.id}` };
}

function disputeExplained(id: string): Explanation | undefined {
  if (!isDisputeId(id)) return undefined;
  const dispute: Dispute = disputes[id];
  return {
    title: dispute.question,
    facts: {
      'we do': dispute.choice,
      ...dispute.allows,
      rows: dispute.rows.map((row) => `${row}  ${textOf(row)}`),
      ...(dispute.idp === undefined ? {} : { providers: dispute.idp }),
    },
  };
}

function behaviourExplained(id: string): Explanation | undefined {
  for (const { id: idp, name, behaviours } of simulators) {
    const behaviour = new Map(Object.entries(behaviours)).get(id);
    if (behaviour === undefined) continue;
    const { does, source, strength } = behaviour;
    return {
      title: does,
      facts: { product: name, source, evidence: strength, example: `npx scimulate simulate ${idp}` },
    };
  }
  return undefined;
}

function textOf(id: string): string {
  return isRuleId(id) ? requirementText(id).text : '';
}
