import { isList, isObject, type Json, type JsonObject, urns } from '#scim';
import { encodeText } from '#wire';
import type { Presupposed } from '../bind/dependencies.ts';
import { nameOf } from '../recording/names.ts';
import type { CaseStep, Template } from './case.ts';
import type { GiftNames } from './gift-names.ts';
import { filledMarks, unusedMark } from './marks.ts';
import { oneLine } from './one-line.ts';

/** Plain resources, in place of ones that no answer shows: a run keeps but the exchanges of its findings. */
export const standIns: Readonly<Record<string, (number: number) => JsonObject>> = {
  Users: (number) => ({ schemas: [urns.user], userName: `scimulate-case-${number}@example.com` }),
  Groups: (number) => ({ schemas: [urns.group], displayName: `scimulate-case-${number}` }),
};

export function withStandIn(presupposed: Presupposed, at: number): Presupposed {
  const standIn = standIns[presupposed.endpoint ?? ''];
  if (presupposed.shown !== undefined || standIn === undefined) return presupposed;
  return { ...presupposed, shown: { step: presupposed.usedBy, resource: standIn(at + 1) } };
}

/** Members that the target gives, or that other resources bring. */
const notGiven: ReadonlySet<string> = new Set(['id', 'meta', 'groups']);

/** What the recording takes for granted is created where it is missing, and then looked for under its name. */
export function setUpSteps(
  presupposed: readonly Presupposed[],
  names: GiftNames,
  words: CaseStep['headers'],
): readonly CaseStep[] {
  const inOrder = presupposed.toSorted(
    (left, right) => Number(left.endpoint === 'Groups') - Number(right.endpoint === 'Groups'),
  );
  return inOrder.flatMap(({ id, endpoint, shown }, at): readonly CaseStep[] => {
    const name = names.ofId(id);
    const attribute = typeof shown?.resource.userName === 'string' ? 'userName' : 'displayName';
    const value = shown?.resource[attribute];
    if (shown === undefined || endpoint === undefined || name === undefined || typeof value !== 'string') return [];
    const what = nameOf(shown.resource) ?? id;
    const filter = `${attribute} eq ${JSON.stringify(value)}`;
    return [
      {
        name: `setup${at * 2 + 1}`,
        phase: 'set-up',
        does: oneLine(`creates ${what}, which the case takes for granted; it may be there`),
        method: 'POST',
        path: [`/${endpoint}`],
        headers: [...words, ['Content-Type', ['application/scim+json']]],
        body: bodyFor(shown.resource, names),
        wave: at * 2,
        gives: [{ name: `made${at + 1}`, kind: 'id', isOptional: false, from: { body: ['id'] } }],
        signs: [],
      },
      {
        name: `setup${at * 2 + 2}`,
        phase: 'set-up',
        does: oneLine(`looks for ${what}`),
        method: 'GET',
        path: [`/${endpoint}?filter=${encodeText(filter)}`],
        headers: words,
        wave: at * 2 + 1,
        gives: [{ name, kind: 'id', isOptional: false, from: { body: ['Resources', '0', 'id'] } }],
        signs: [],
      },
    ];
  });
}

export function cleanSetUps(setUps: readonly CaseStep[], from: number): readonly CaseStep[] {
  const made = setUps.filter(({ method }) => method === 'POST').toReversed();
  return made.map(({ path, gives, headers: own }, at) => ({
    name: `cleanup-setup${at + 1}`,
    phase: 'clean-up',
    does: 'deletes what was made for the case',
    method: 'DELETE',
    path: [...path, '/', ...gives.map(({ name }) => ({ ref: name }))],
    headers: own.filter(([name]) => name !== 'Content-Type'),
    wave: setUps.length + from + at,
    gives: [],
    signs: [],
  }));
}

/** What an answer shows, as a body that creates it, with the members that the case knows. */
function bodyFor(resource: JsonObject, names: GiftNames): Template {
  const kept = Object.entries(resource).filter(([name]) => !notGiven.has(name));
  const refs: string[] = [];
  const mark = unusedMark(resource);
  const body = Object.fromEntries(
    kept.map(([name, value]): [string, Json] => {
      if (name !== 'members' || !isList(value)) return [name, value];
      const members = value.flatMap((member): Json[] => {
        const ref = isObject(member) && typeof member.value === 'string' ? names.ofId(member.value) : undefined;
        return ref === undefined ? [] : [{ value: `${mark}${refs.push(ref) - 1}z` }];
      });
      return [name, members];
    }),
  );
  return filledMarks(JSON.stringify(body), mark, refs);
}
