import { bulkDisputes } from './bulk.ts';
import { patchDisputes } from './patch.ts';
import { protocolDisputes } from './protocol.ts';
import { queryDisputes } from './queries.ts';
import { valueDisputes } from './values.ts';
import { writingDisputes } from './writing.ts';

/** The register of disputed points. */
export const disputes = {
  ...patchDisputes,
  ...writingDisputes,
  ...valueDisputes,
  ...queryDisputes,
  ...protocolDisputes,
  ...bulkDisputes,
} as const;

export type DisputeId = keyof typeof disputes;
