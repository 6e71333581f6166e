import { discoverySchemas } from './rfc7643-discovery.ts';
import { schemaModel } from './rfc7643-model.ts';
import { resourceSchemas } from './rfc7643-resources.ts';
import { creating } from './rfc7644-create.ts';
import { discoveryEndpoints } from './rfc7644-discovery.ts';
import { errorsAndVersions } from './rfc7644-errors.ts';
import { modifying } from './rfc7644-modify.ts';
import { querying } from './rfc7644-query.ts';
import { representations } from './rfc7644-representation.ts';

/** Every normative statement of RFC 7643, RFC 7644 and RFC 9865, under an id that is never given to another one. */
export const requirements = {
  ...schemaModel,
  ...resourceSchemas,
  ...discoverySchemas,
  ...creating,
  ...querying,
  ...modifying,
  ...representations,
  ...errorsAndVersions,
  ...discoveryEndpoints,
} as const;

/** An id that the catalogue does not hold does not compile. */
export type RequirementId = keyof typeof requirements;
