import { type ToleranceId, tolerances } from './tolerances.ts';

/** How strictly requests are read. */
export interface Profile {
  readonly name: 'strict' | 'lenient';
  readonly tolerances: ReadonlySet<ToleranceId>;
  /** What `active` is when a POST or PUT does not say (dispute D09). */
  readonly activeDefault: boolean;
  readonly unknownAttributes: 'ignore' | 'refuse';
  /** Whether formats that the RFC asks for within strings are checked: the country code (dispute D72). */
  readonly checksFormats: boolean;
}

/** Tolerances that the register of disputed points wants even from the strict server. */
const always = [
  'op-case',
  'pathless-keys',
  'remove-listed',
  'patch-one-for-list',
  'filtered-add-creates',
] as const satisfies readonly ToleranceId[];

/** Tolerances that break a reading which the register calls right, hence nobody has them unless asked for. */
const onRequest = ['json-text', 'filtered-replace-creates'] as const satisfies readonly ToleranceId[];

export const profiles: { readonly strict: Profile; readonly lenient: Profile } = {
  strict: {
    name: 'strict',
    tolerances: new Set(always),
    activeDefault: true,
    unknownAttributes: 'refuse',
    checksFormats: true,
  },
  lenient: {
    name: 'lenient',
    tolerances: lenientTolerances(),
    activeDefault: true,
    unknownAttributes: 'ignore',
    checksFormats: false,
  },
};

function lenientTolerances(): ReadonlySet<ToleranceId> {
  const ids = new Set<ToleranceId>();
  const left: readonly string[] = onRequest;
  let id: ToleranceId;
  for (id in tolerances) if (!left.includes(id)) ids.add(id);
  return ids;
}
