import { pathIn } from '../recording/base-of.ts';
import type { Recording } from '../recording/recording.ts';
import { literal } from './javascript.ts';

/** Framing is made anew, and a coding is undone by the time a body is recorded. */
const left = /^(?:connection|content-length|content-encoding|transfer-encoding|keep-alive|date|set-cookie)$/i;

/** The answers of the recording as handlers of MSW 3, for tests of a client. */
export function mswHandlers({ exchanges, base }: Pick<Recording, 'exchanges' | 'base'>): string {
  const answers = exchanges.map(({ request, response }) => ({
    request: `${request.method.toUpperCase()} ${pathIn(base, request.url) ?? '/'}`,
    status: response?.status ?? 0,
    headers: (response?.headers ?? []).filter(([name]) => !left.test(name)),
    body: response === null || [204, 205, 304].includes(response.status) ? null : response.body,
  }));
  return `import { HttpResponse, http } from 'msw';

interface Recorded {
  readonly request: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
}

const recorded: readonly Recorded[] = [
${answers.map((answer) => `  ${literal(answer)},\n`).join('')}];

/**
 * Answers as the target of the recording did: to the same request its answers in their order, the last one again and
 * again. What was not recorded is left to other handlers.
 */
export function recordedHandlers(base = ${literal(base)}) {
  const asked = new Map<string, number>();
  return [
    http.all(base + '/*', ({ request }) => {
      const key = request.method + ' ' + request.url.slice(base.length);
      const answers = recorded.filter((each) => each.request === key);
      const count = asked.get(key) ?? 0;
      const answer = answers[Math.min(count, answers.length - 1)];
      if (answer === undefined) return undefined;
      asked.set(key, count + 1);
      if (answer.status === 0) return HttpResponse.error();
      const headers = answer.headers.map(([name, value]): [string, string] => [name, value]);
      return new HttpResponse(answer.body, { status: answer.status, headers });
    }),
  ];
}
`;
}
