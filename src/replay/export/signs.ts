import { isList, isObject, type Json, type JsonObject } from '#scim';
import type { Exchange } from '#wire';
import { counted } from '#wire';
import { summary } from '../again/differences.ts';
import { rulesAt, usualRules } from '../again/ignore-rules.ts';
import { bodyOf } from '../recording/body-of.ts';
import type { Condition, Scalar, Sign } from './case.ts';

/** Gives a text of the recording with the ids in it as places to fill. */
export type AsScalar = (value: string | number | boolean | null) => Scalar;

/** Members that a target fills, hides or need not repeat; the same as those that the oracle `document` leaves out. */
const notCompared = /^(?:id|meta|schemas|groups|password|\$ref|display|type|primary)$/;

/**
 * What shows that a resource is not as it was written.
 * @param pointer the part that is meant; all of it when empty
 */
export function signsOfDocument(expected: JsonObject, pointer: string, scalar: AsScalar): readonly Sign[] {
  const gone: Sign[] = ['4xx', '5xx'].map((status) => ({
    says: 'it should be there, and is answered with an error',
    all: [{ is: 'status', status }],
  }));
  const inside = (at: readonly string[]): boolean => {
    const here = `/${at.map(escaped).join('/')}`;
    return pointer === '' || here === pointer || here.startsWith(`${pointer}/`);
  };
  return [...gone, ...unlike([], expected, inside, scalar)];
}

function unlike(
  at: readonly string[],
  expected: JsonObject,
  inside: (at: readonly string[]) => boolean,
  scalar: AsScalar,
): readonly Sign[] {
  return Object.entries(expected).flatMap(([name, value]): readonly Sign[] => {
    if (notCompared.test(name)) return [];
    const here = [...at, name];
    if (isObject(value)) return unlike(here, value, inside, scalar);
    if (!inside(here)) return [];
    const where = pointerOf(here);
    if (value === null) return [];
    if (!isList(value)) {
      const says = `${where} should be ${JSON.stringify(value)}`;
      return [{ says, all: [{ is: 'success' }, { is: 'lacks', at: here, value: scalar(value) }] }];
    }
    const lost = value.flatMap((element): readonly Sign[] => {
      const own = isObject(element) ? element.value : element;
      if (own === undefined || own === null || isObject(own) || isList(own)) return [];
      const path = [...here, '*', ...(isObject(element) ? ['value'] : [])];
      const says = `${where} should have ${JSON.stringify(own)}`;
      return [{ says, all: [{ is: 'success' }, { is: 'lacks', at: path, value: scalar(own) }] }];
    });
    const count: Sign = {
      says: `${where} should have ${counted(value.length, 'element')}`,
      all: [{ is: 'success' }, { is: 'other count', at: here, count: value.length }],
    };
    return [...lost, count];
  });
}

/** What is so when a value is there, part by part. */
export function conditionsOf(
  at: readonly string[],
  value: Json,
  scalar: AsScalar,
  ignored: (pointer: string) => boolean = () => false,
): readonly Condition[] {
  if (ignored(pointerOf(at))) return [];
  if (isList(value)) {
    return [
      // Below `*` stand the elements of many lists.
      ...(at.includes('*') ? [] : [{ is: 'count', at, count: value.length } as const]),
      ...value.flatMap((element) => conditionsOf([...at, '*'], element, scalar, ignored)),
    ];
  }
  if (isObject(value))
    return Object.entries(value).flatMap(([name, inner]) => conditionsOf([...at, name], inner, scalar, ignored));
  return [{ is: 'has', at, value: scalar(value) }];
}

/** What an answer was, as far as it stays the same from run to run. */
export function answerConditions(
  exchange: Exchange,
  withBody: boolean,
  endpoint: string | undefined,
  scalar: AsScalar,
) {
  const { response } = exchange;
  const status: Condition = { is: 'status', status: response === null ? 'none' : String(response.status) };
  const body = response === null || !withBody ? undefined : bodyOf(response);
  const rules = rulesAt(usualRules, endpoint);
  const ignored = (pointer: string): boolean => pointer !== '' && rules(pointer.replaceAll('/*', '/0')).has('value');
  const parts = body === undefined || (response?.status ?? 0) >= 400 ? [] : conditionsOf([], body, scalar, ignored);
  return [status, ...parts];
}

/** The same error again: status and keyword. */
export function sameError(exchange: Exchange): Sign {
  const body = exchange.response === null ? undefined : bodyOf(exchange.response);
  const keyword = isObject(body) && typeof body.scimType === 'string' ? body.scimType : undefined;
  return {
    says: `it is answered ${summary(exchange)}${keyword === undefined ? '' : ` ${keyword}`}`,
    all: [
      { is: 'status', status: exchange.response === null ? 'none' : String(exchange.response.status) },
      ...(keyword === undefined ? [] : [{ is: 'has', at: ['scimType'], value: { json: keyword } } as const]),
    ],
  };
}

/** What shows that an answer is not what it was. */
export function signsOfDifference(conditions: readonly Condition[]): readonly Sign[] {
  return conditions.flatMap((condition): readonly Sign[] => {
    switch (condition.is) {
      case 'status':
        return [{ says: `it should be answered ${condition.status}`, all: [{ is: 'not', status: condition.status }] }];
      case 'has':
        return [
          {
            says: `${pointerOf(condition.at)} should be as recorded`,
            all: [{ is: 'success' }, { ...condition, is: 'lacks' }],
          },
        ];
      case 'count':
        return [
          {
            says: `${pointerOf(condition.at)} should have ${condition.count} elements`,
            all: [{ is: 'success' }, { ...condition, is: 'other count' }],
          },
        ];
      default:
        return [];
    }
  });
}

/** A path as a JSON pointer. */
export function pointerOf(at: readonly string[]): string {
  return at.map((name) => `/${escaped(name)}`).join('');
}

/** A JSON pointer as a path. */
export function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
