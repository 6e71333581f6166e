import { type Discovery, type Fresh, type Http, type Judge, type Target, test } from '#check';
import { modesOf, readScenario, renamed, type Scenario, type Simulator, type Step } from '#idp';
import { scenarios } from '#simulators';
import { judgeLife } from './judge-life.ts';
import type { LifeRules } from './life-rules.ts';
import { playedThrough, withoutGroups } from './lifecycle.ts';

export interface ScenarioSetup {
  readonly simulator: Simulator;
  readonly scenario: string;
  readonly rules: LifeRules;
  readonly discovery: Discovery;
  readonly fresh: Fresh;
  readonly http: Http;
  readonly judge: Judge;
  readonly target: Target;
}

/** A directory of thousands shows at a target what one of some dozens shows: `simulate` plays the large ones. */
const most = 24;

/** Scenarios that ask for what a server may refuse, and the disputed point: nothing that comes of it is more than a caution. */
const refusable: Readonly<Record<string, `D${number}`>> = { 'unicode-names': 'D44' };

/** Plays one of the shipped scenarios in each of its modes, on names of this check alone, and judges where it ends. */
export async function judgeScenario(setup: ScenarioSetup): Promise<void> {
  const { simulator, http, target, judge, rules, fresh, discovery } = setup;
  const json: unknown = Object.entries(scenarios).find(([name]) => name === setup.scenario)?.[1];
  const told = named(readScenario(smaller(json), setup.scenario));
  const hasGroups = discovery.group !== undefined;
  const isOfGroups = !hasGroups && told.scope.membersOf.length > 0;
  test.skip(isOfGroups, 'who is in scope depends on Groups here, and the target has none');
  for (const mode of modesOf(told, simulator.id)) {
    const scenario = renamed(hasGroups ? told : groupless(told), fresh.word());
    const options = {
      ...scenario.options[simulator.id],
      ...mode?.options,
      ...(hasGroups ? {} : withoutGroups[simulator.id]),
    };
    const life = await playedThrough({ simulator, http, target, discovery, options }, scenario);
    judgeLife(judge, life, rules, { isCaution: refusable[setup.scenario] !== undefined });
  }
}

function smaller(json: unknown): unknown {
  const text = JSON.stringify(json)
    .replace(/"(users|groups|membersPerGroup)":(\d+)/g, (_, name: string, count: string) => {
      return `"${name}":${Math.min(Number(count), name === 'groups' ? 2 : most)}`;
    })
    .replaceAll('gen-u5000', 'gen-u5');
  return JSON.parse(text);
}

/** Accounts that are there before have whole names, which some targets demand. */
function named(scenario: Scenario): Scenario {
  const name = { givenName: 'Ada', familyName: 'Byron' };
  const users = scenario.target.users.map((user) => ({ displayName: 'Ada Byron', name, ...user }));
  return { ...scenario, target: { ...scenario.target, users } };
}

function groupless(scenario: Scenario): Scenario {
  const isOfGroups = (change: object): boolean => 'group' in change;
  return {
    ...scenario,
    directory: { ...scenario.directory, groups: [] },
    steps: scenario.steps.flatMap((step): readonly Step[] => {
      if (step.do !== 'change') return [step];
      const changes = step.changes.filter((change) => !isOfGroups(change));
      return changes.length === 0 ? [] : [{ ...step, changes }];
    }),
  };
}
