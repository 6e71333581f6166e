import { isFailure, judgedOf, type Run, type SimulationRun } from '#run';
import { counted } from '#wire';
import { requirementsOf } from './requirement-rows.ts';
import { playedAs } from './simulation.ts';
import { idpName, listed, type Tone, verdictWords } from './words.ts';

/** What a run comes to, in a word and in sentences with their denominators. */
export interface Headline {
  readonly tone: Tone;
  readonly word: 'PASS' | 'FAIL' | 'UNCLEAR' | 'NOTHING RAN';
  readonly sentence: string;
  /** What stands behind it: what was not judged, how many requirements. */
  readonly details: readonly string[];
}

export function headlineOf(run: Run): Headline {
  const checks = run.checks.length === 0 && run.simulations.length > 0 ? [] : [checksHeadline(run)];
  const parts = [...checks, ...simulationsHeadline(run)];
  const words = ['FAIL', 'UNCLEAR', 'PASS', 'NOTHING RAN'] as const;
  const word = words.find((each) => parts.some((part) => part.word === each)) ?? 'NOTHING RAN';
  const lead = parts.find((part) => part.word === word);
  return {
    word,
    tone: lead?.tone ?? 'none',
    sentence: lead?.sentence ?? '',
    details: [
      ...parts.filter((part) => part !== lead).map(({ sentence }) => sentence),
      ...parts.flatMap(({ details }) => details),
    ],
  };
}

function checksHeadline(run: Run): Headline {
  const { summary, checks } = run;
  const { name } = run.target;
  const judged = judgedOf(summary);
  const failed = checks.filter((check) => isFailure(check, run.failOn)).length;
  const expected = checks.filter(
    (check) => check.expected === true && isFailure({ ...check, expected: false }, run.failOn),
  ).length;
  const details = [...requirementDetail(run), ...unjudgedDetail(run), ...selectionDetail(run)];
  const of = `${counted(judged, 'judged check')}`;
  if (judged === 0 && summary.error === 0) {
    const sentence =
      checks.length === 0
        ? `No check ran against ${name}.`
        : `Nothing was judged: ${name} does not claim what ${counted(checks.length, 'check needs', 'checks need')}.`;
    return { word: 'NOTHING RAN', tone: 'none', sentence, details: [] };
  }
  if (failed > 0) {
    const more = expected === 0 ? '' : `; ${expected} more fail as its baseline expects`;
    return { word: 'FAIL', tone: 'bad', sentence: `${name} fails ${failed} of ${of}${more}.`, details };
  }
  if (summary.error > 0) {
    const unanswered = checks.filter((each) => each.verdict === 'error' && each.isUnanswered === true).length;
    const ours = summary.error - unanswered;
    const broke = [
      ...(ours === 0 ? [] : [`${counted(ours, 'check')} of ${checks.length} broke on our side`]),
      ...(unanswered === 0 ? [] : [`${counted(unanswered, 'check')} of ${checks.length} got no answer from ${name}`]),
    ].join(', ');
    const sentence = `${broke}; ${name} fails none of the other ${judged} judged.`;
    return { word: 'UNCLEAR', tone: 'ours', sentence, details };
  }
  const warned = summary.warning === 0 ? '' : `, ${summary.warning} of them with warnings`;
  const sentence =
    expected > 0
      ? `${name} fails nothing new: ${judged - expected} of ${of} hold${warned}, and ${expected} fail as its baseline expects.`
      : `${name} passes ${judged === 1 ? 'the one judged check' : `all ${judged} judged checks`}${warned}.`;
  return { word: 'PASS', tone: 'good', sentence, details };
}

function requirementDetail(run: Run): string[] {
  const judged = requirementsOf(run).filter(({ verdict }) => verdict !== 'unjudged');
  if (judged.length === 0) return [];
  const broken = judged.filter(({ verdict }) => verdict === 'violation').length;
  return [`${counted(judged.length, 'requirement')} judged, ${broken} broken.`];
}

function unjudgedDetail({ summary, checks }: Run): string[] {
  const kinds = (['blocked', 'unsupported', 'error'] as const).filter((verdict) => summary[verdict] > 0);
  if (kinds.length === 0) return [];
  const parts = kinds.map((verdict) => {
    const words = verdictWords[verdict];
    return counted(summary[verdict], words.word, words.many);
  });
  const count = kinds.reduce((sum, verdict) => sum + summary[verdict], 0);
  return [
    `${count} of ${counted(checks.length, 'check')} ${count === 1 ? 'was' : 'were'} not judged: ${listed(parts)}.`,
  ];
}

/** A part of the checks must not be taken for the whole. */
function selectionDetail({ selection }: Run): string[] {
  if (selection === undefined || selection.leftOut === 0) return [];
  const left = `${counted(selection.leftOut, 'check')} ${selection.leftOut === 1 ? 'was' : 'were'} left out`;
  return [selection.quick ? `A quick run: ${left}.` : `${left}, as asked.`];
}

function simulationsHeadline(run: Run): Headline[] {
  const each = run.simulations.map((simulation) => simulationHeadline(run, simulation));
  const [first, ...others] = each;
  if (first === undefined || others.length === 0) return each;
  const agreed = run.simulations.filter(({ converged }) => converged).length;
  const isGood = agreed === each.length;
  return [
    {
      word: isGood ? 'PASS' : 'FAIL',
      tone: isGood ? (each.find(({ tone }) => tone === 'caution')?.tone ?? 'good') : 'bad',
      sentence: `${agreed} of ${counted(each.length, 'simulation')} end with the identity provider and ${run.target.name} agreed.`,
      details: each.map(({ sentence }) => sentence),
    },
  ];
}

function simulationHeadline(run: Run, simulation: SimulationRun): Headline {
  const requests = simulation.steps.reduce((sum, step) => sum + step.exchanges.length, 0);
  const who = `${idpName(simulation.idp)} and ${run.target.name}`;
  const scope = `${counted(simulation.steps.length, 'step')}, ${counted(requests, 'request')}`;
  if (!simulation.converged) {
    const left = counted(simulation.differences.length, 'difference');
    const sentence = `${who} do not agree after ${playedAs(simulation)}: ${left} left (${scope}).`;
    return { word: 'FAIL', tone: 'bad', sentence, details: [] };
  }
  const silence = simulation.silent ? 'one more cycle is silent' : 'but one more cycle would still send requests';
  const sentence = `${who} agree after ${playedAs(simulation)} (${scope}), ${simulation.silent ? 'and ' : ''}${silence}.`;
  return { word: 'PASS', tone: simulation.silent ? 'good' : 'caution', sentence, details: [] };
}
