import type { RequirementId } from '../requirements/requirements.ts';
import { reasonsInSchemas } from './rfc7643.ts';
import { reasonsInProtocol } from './rfc7644.ts';
import { reasonsInCursors } from './rfc9865.ts';

/** Why no check judges a requirement that binds a server. What has a check has no reason, and the other way round. */
export const reasons: Readonly<Partial<Record<RequirementId, string>>> = {
  ...reasonsInSchemas,
  ...reasonsInProtocol,
  ...reasonsInCursors,
};
