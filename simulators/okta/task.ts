import { bodyOf, type Job, type Plan, PlanFailure } from '#idp';
import type { Exchange } from '#wire';
import type { OktaContext } from './memory.ts';

/** A job whose failure is told, and tried again, as Okta does. */
export function task(context: OktaContext, { key, subject, action, run }: Job): Job {
  return { key, subject, action, run: () => guarded(context, key, subject, run) };
}

export function* guarded(context: OktaContext, key: string, subject: string, run: Job['run']): Plan {
  const { memory } = context;
  try {
    const outcome = yield* run();
    memory.retriedFor5xx.delete(key);
    memory.retriedByAdmin.delete(key);
    return outcome;
  } catch (error) {
    if (error instanceof PlanFailure) throw failureOf(context, key, subject, error);
    throw error;
  }
}

function failureOf({ memory, options }: OktaContext, key: string, subject: string, failure: PlanFailure): PlanFailure {
  const { next, code, exchange } = failure;
  const told = (how: PlanFailure['next']): PlanFailure =>
    new PlanFailure(how, code, tellingOf(failure, subject), exchange);
  if (next !== 'fail') return told(next);
  const status = exchange?.response?.status ?? 0;
  if (options.retry5xx && status >= 500 && !memory.retriedFor5xx.has(key)) {
    memory.retriedFor5xx.add(key);
    return told('wait');
  }
  memory.retriedFor5xx.delete(key);
  if (options.adminRetry !== 'once') return told('fail');
  // One click for each task: what fails again after it stays failed.
  const wasRetried = memory.retriedByAdmin.has(key);
  if (wasRetried) memory.retriedByAdmin.delete(key);
  else memory.retriedByAdmin.add(key);
  return told(wasRetried ? 'stop' : 'fail');
}

/** What the administrator reads: what Okta was about, then what the server said. [okta-error-04] */
function tellingOf({ exchange, message }: PlanFailure, subject: string): string {
  if (exchange === undefined) return message;
  const area = areas.find(([prefix]) => exchange.behaviour?.startsWith(prefix))?.[1] ?? 'Error with';
  return `${area.replace('X', subject)}: ${saidBy(exchange)}`;
}

/** What Okta was about, by the behaviour that sent the request. */
const areas = [
  ['okta-lookup-01', 'Error while verifying if user X exists'],
  ['okta-create', 'Error while creating user X'],
  ['okta-active', 'Error while changing the status of user X'],
  ['okta-password', 'Error while setting the password of user X'],
  ['okta-group', 'Unable to update Group Push mapping target App group X'],
  ['okta-import', 'Error while importing'],
  ['okta-connect', 'Error while testing the connection'],
  ['okta', 'Error while updating user X'],
] as const;

function saidBy(exchange: Exchange): string {
  const { response, failure } = exchange;
  if (response === null) return failure?.message ?? 'no answer';
  const status = reasons[response.status] ?? `status ${response.status}`;
  const body = bodyOf(exchange);
  if (typeof body?.detail === 'string') return `${status}. Errors reported by remote server: ${body.detail}`;
  const isUnreadable = body === undefined && response.body !== '';
  return isUnreadable ? `${status}. Errors reported by remote server: Invalid JSON` : status;
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  412: 'Precondition Failed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
