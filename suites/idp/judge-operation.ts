import type { Discovery, Fresh, Http, Judge, RuleId, Target } from '#check';
import type { Simulator } from '#idp';
import type { JsonObject } from '#scim';
import { headerOf } from '#wire';
import { isBorne, namesUnknown, refusalsIn } from './borne.ts';
import { clientOf } from './client.ts';
import { type Life, live } from './lifecycle.ts';
import { type OperationName, operations } from './operations.ts';

export interface OperationSetup {
  readonly simulator: Simulator;
  readonly name: OperationName;
  readonly rule: RuleId;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fresh: Fresh;
  readonly http: Http;
  readonly judge: Judge;
  readonly target: Target;
  readonly discovery: Discovery;
}

/** Plays a provider through one operation and judges whether the target did its part. */
export async function judgeOperation(setup: OperationSetup): Promise<void> {
  if (setup.name === 'rate limit') return judgeLimit(setup);
  const { simulator, http, target, discovery, fresh, judge, rule, options } = setup;
  const operation: (typeof operations)[OperationName] & { isThere?: true; ofGroups?: true } = operations[setup.name];
  const { isThere = false } = operation;
  const steps = stepsOf(simulator.id, setup.name).map((step) => named(step, fresh));
  const common = { simulator, http, target, discovery, fresh, steps, isThere, withGroups: operation.ofGroups === true };

  const life = await live({ ...common, ...(options === undefined ? {} : { options }) });

  const trouble = setup.name === 'connect' && life.connected ? undefined : troubleIn(life, isThere);
  const say = trouble?.isBorne === true ? judge.warn : judge.that;
  say(rule, trouble === undefined, {
    expected: `that it ${operation.does}`,
    observed: trouble?.text ?? '',
    answer: life.refusals.length > 0 ? life.refusals.slice(0, 3) : life.last,
    kind: setup.name,
  });
}

/** Okta tells nobody of a suspension: what ends the use of an account is that the app is taken away. [okta-active-04] */
function stepsOf(idp: string, name: OperationName): readonly JsonObject[] {
  const { steps } = operations[name];
  if (idp !== 'okta') return withTime(idp, steps);
  const others: Readonly<Record<string, string>> = { disabled: 'unassigned', enabled: 'assigned' };
  return steps.map((step) => ({ ...step, do: others[step.do] ?? step.do }));
}

/** Google waits before it suspends, as its administrator set it. */
function withTime(idp: string, steps: readonly JsonObject[]): readonly JsonObject[] {
  if (idp !== 'google') return steps;
  return steps.flatMap((step) => (step.do === 'disabled' ? [step, { do: 'wait', for: '2d' }] : [step]));
}

function named(step: JsonObject, fresh: Fresh): JsonObject {
  const { displayName } = step;
  return typeof displayName === 'string' ? { ...step, displayName: displayName.replace('{}', fresh.word()) } : step;
}

interface Trouble {
  readonly text: string;
  /** The provider copes with it. */
  readonly isBorne: boolean;
}

/** What went wrong, the gravest of it; undefined when nothing did. */
function troubleIn(life: Life, isThere: boolean): Trouble | undefined {
  const { simulation, connected, exchanges, found } = life;
  const [refused] = refusalsIn(simulation);
  if (!connected)
    return { text: `the connection test failed: ${refused?.reason ?? 'no reason was given'}`, isBorne: false };
  if (refused !== undefined) {
    return { text: `${refused.action} ${refused.subject}: ${refused.reason}`, isBorne: namesUnknown(life) };
  }
  const creates = exchanges.filter(({ request }) => request.method === 'POST' && request.url.endsWith('/Users'));
  if (isThere && creates.length > 1) {
    return { text: 'the account was not found, and a second one was made', isBorne: false };
  }
  const first = found.find((each) => !isBorne(each, life)) ?? found[0];
  return first === undefined ? undefined : { text: first.text, isBorne: isBorne(first, life) };
}

/** So many requests are sent in a burst; a target that limits none of them is as good. */
const burst = 30;

async function judgeLimit({ simulator, http, target, judge, rule, fresh }: OperationSetup): Promise<void> {
  const client = clientOf({ simulator, http, target });
  const path = `/Users?filter=userName%20eq%20%22${encodeURIComponent(fresh.userName())}%22`;
  const answers = await Promise.all(Array.from({ length: burst }, () => client.get(path)));
  const limited = answers.filter(({ status }) => status === 429);
  const vague = limited.find(({ exchange: { response } }) => {
    const after = response === null ? undefined : headerOf(response, 'retry-after');
    return after === undefined || !/^\d+$/.test(after);
  });
  judge.that(rule, vague === undefined, {
    expected: 'Retry-After in whole seconds with a 429',
    observed: '429 without it',
    answer: vague ?? answers.slice(0, 1),
    kind: 'rate limit',
  });
}
