import { isObject } from '#scim';
import type { Transport } from '#wire';
import type { Answer } from './http.ts';
import type { Target } from './target.ts';

/** Knows what was created, from the answers alone, and deletes it. */
export interface Cleaner {
  saw(answer: Answer): void;
  /** Groups go before Users. What cannot be deleted is left to `scimulate cleanup`. */
  run(): Promise<void>;
}

const parallelDeletes = 6;

/** `prefix` is in the name of everything that the run creates; it tells a resource of ours even after an odd status. */
export function cleaner(transport: Transport, target: Target, prefix: string): Cleaner {
  const created = new Set<string>();
  return {
    saw: (answer) => {
      const { method, url } = answer.exchange.request;
      const place = withoutQuery(url);
      if (method === 'DELETE' && isSuccess(answer.status)) created.delete(place);
      if (method !== 'POST' || !isSuccess(answer.status) || place.endsWith('/.search')) return;
      for (const each of createdBy(answer, place, target.url, prefix)) created.add(each);
    },
    run: async () => {
      const places = [...created].sort((a, b) => Number(b.includes('/Groups/')) - Number(a.includes('/Groups/')));
      created.clear();
      for (let at = 0; at < places.length; at += parallelDeletes) {
        const batch = places.slice(at, at + parallelDeletes);
        await Promise.allSettled(
          batch.map((url) => transport({ method: 'DELETE', url, headers: target.headers, body: undefined })),
        );
      }
    },
  };
}

function createdBy(answer: Answer, place: string, base: string, prefix: string): readonly string[] {
  const { Operations, id } = answer.json;
  if (Array.isArray(Operations)) {
    return Operations.filter(isObject).flatMap(({ method, location }) =>
      method === 'POST' && typeof location === 'string' ? [new URL(location, `${base}/`).href] : [],
    );
  }
  const isOurs = answer.status === 201 || answer.text.includes(prefix);
  if (typeof id === 'string' && id !== '' && isOurs) return [`${place.replace(/\/+$/, '')}/${encodeURIComponent(id)}`];
  const location = answer.header('location');
  return answer.status === 201 && location !== undefined ? [new URL(location, `${base}/`).href] : [];
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '');
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
