import { type Answer, ask, bodyOf, type Hope, type Plan, PlanFailure, type PlannedRequest, type Reactions } from '#idp';
import { isList, type JsonObject } from '#scim';
import type { Exchange } from '#wire';

/** Sends one request and reads the answer as Okta does: lists with some tolerance, and bodies must be JSON. */
export function* asked<Next extends string>(
  request: PlannedRequest,
  hope: Hope,
  reactions: Reactions<Next>,
): Plan<Answer<Next>> {
  const asking = ask(request, hope, reactions);
  asking.next();
  const exchange = yield request;
  const { next } = readAs(asking, exchange, hope);
  const { status = 0, body: text = '' } = exchange.response ?? {};
  if (hope === 'success' && status < 300 && text !== '' && !isJson(text)) {
    throw new PlanFailure('fail', 'InvalidJson', 'the answer is no JSON', exchange);
  }
  return { next, exchange };
}

/** Lets `ask` read the answer; a failure shows what the server said, not what was made of it. */
function readAs<Next extends string>(asking: Plan<Answer<Next>>, exchange: Exchange, hope: Hope): Answer<Next> {
  try {
    const step = asking.next(hope === 'list' ? withReadList(exchange) : exchange);
    if (step.done) return step.value;
  } catch (error) {
    if (error instanceof PlanFailure) throw new PlanFailure(error.next, error.code, error.message, exchange);
    throw error;
  }
  throw new Error('One request was asked, and two were sent.');
}

const spellings = ['Resources', 'totalResults', 'startIndex', 'itemsPerPage'] as const;
const counts = ['totalResults', 'startIndex', 'itemsPerPage'] as const;

/** A ListResponse with its keys in the usual case; nothing where a count is no integer. [okta-import-02, okta-import-04] */
export function readList(exchange: Exchange): JsonObject | undefined {
  const body = bodyOf(exchange);
  if (body === undefined) return undefined;
  const list: { [name: string]: JsonObject[string] } = { ...body };
  for (const name of spellings) {
    const lower = body[name.toLowerCase()];
    if (list[name] === undefined && lower !== undefined) list[name] = lower;
  }
  const isCounted = counts.every((name) => list[name] === undefined || Number.isInteger(list[name]));
  return isCounted ? list : undefined;
}

function withReadList(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (response === null || response.status < 200 || response.status > 299) return exchange;
  const list = readList(exchange);
  return { ...exchange, response: { ...response, body: list === undefined ? '' : JSON.stringify(list) } };
}

/** Whether an answer to a look-up says in SCIM's own words that there is nobody. [okta-lookup-03] */
export function isScimError(exchange: Exchange): boolean {
  const schemas = bodyOf(exchange)?.schemas;
  return isList(schemas) && schemas.some((urn) => typeof urn === 'string' && /:Error$/i.test(urn));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
