import type { Json } from '#scim';
import type { Answer } from './http.ts';

/** What an error body says; all undefined when there is none. */
export interface ErrorBody {
  readonly schemas: Json | undefined;
  readonly status: Json | undefined;
  readonly scimType: string | undefined;
  readonly detail: Json | undefined;
}

export function errorOf(answer: Answer): ErrorBody {
  const { schemas, status, scimType, detail } = answer.json;
  return { schemas, status, scimType: typeof scimType === 'string' ? scimType : undefined, detail };
}
