import { discoverySchemas } from './rfc7643-discovery.ts';
import { schemaModel } from './rfc7643-model.ts';
import { schemaRegistries } from './rfc7643-registries.ts';
import { resourceSchemas } from './rfc7643-resources.ts';
import { bulk } from './rfc7644-bulk.ts';
import { creating } from './rfc7644-create.ts';
import { discoveryEndpoints } from './rfc7644-discovery.ts';
import { errorsAndVersions } from './rfc7644-errors.ts';
import { protocolFoundations } from './rfc7644-foundations.ts';
import { modifying } from './rfc7644-modify.ts';
import { operation } from './rfc7644-operation.ts';
import { querying } from './rfc7644-query.ts';
import { representations } from './rfc7644-representation.ts';
import { cursorPaging } from './rfc9865-cursors.ts';

/** Every normative statement of RFC 7643, RFC 7644 and RFC 9865, under an id that is never given to another one. */
export const requirements = {
  ...schemaModel,
  ...resourceSchemas,
  ...discoverySchemas,
  ...schemaRegistries,
  ...protocolFoundations,
  ...creating,
  ...querying,
  ...modifying,
  ...bulk,
  ...representations,
  ...errorsAndVersions,
  ...discoveryEndpoints,
  ...operation,
  ...cursorPaging,
} as const;

/** An id that the catalogue does not hold does not compile. */
export type RequirementId = keyof typeof requirements;
