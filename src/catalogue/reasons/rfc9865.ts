import type { RequirementId } from '../requirements/requirements.ts';

/** Why no check judges these rows of RFC 9865. */
export const reasonsInCursors = {
  '9865-2-06': 'Short pages are right; a walk goes on until there is no nextCursor.',
  '9865-2-12': 'A previousCursor may be there or not.',
  '9865-2.1-04': 'It takes longer than any test waits, as the time-out is the least that a cursor lives.',
  '9865-2.3-01': 'Paging by cursor unasked and by index are both right; the walks of the suites follow either.',
  '9865-2.4-03': 'What a server did in its earlier versions is not seen from here.',
  '9865-4-02': 'The attribute may be there or not; what it says is asked by 9865-4-03 and those after it.',
  '9865-5.2-01': 'It takes credentials of different rights, and a run has one.',
  '9865-5.2-02': 'It takes a credential that loses its rights half way, and a run must not take any.',
  '9865-5.2-03': 'It takes a credential that loses its rights half way, and a run must not take any.',
  '9865-5.3-01': 'Anonymous queries are refused as such, which 7644-2-06 asks.',
} as const satisfies Partial<Record<RequirementId, string>>;
