import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Http, type PatchOperation, type Resource, SetupError, type Target } from '#check';
import { directoryFrom, links, type PlannedRequest, randomFrom, type Simulator } from '#idp';
import { type JsonObject, urns } from '#scim';
import type { Header, Transport } from '#wire';

/** Speaks to the target as one identity provider does: its headers in its order, paths and bodies letter for letter. */
export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  patch(path: string, operations: readonly PatchOperation[]): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Posts a body and gives the resource as it was answered. @throws SetupError when there is none */
  make(path: string, body: unknown): Promise<Resource>;
  /** What a GET shows, once a write had time to show; empty when it shows nothing. */
  read(path: string): Promise<JsonObject>;
}

export interface ClientSetup {
  readonly simulator: Simulator;
  readonly http: Http;
  readonly target: Target;
  /** Options of the simulator. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export function clientOf({ simulator, http, target, options = {} }: ClientSetup): Client {
  const nobody = directoryFrom({ users: [], groups: [] }, { users: 'all', membersOf: [], groups: 'all' });
  const instance = simulator.open(options, { directory: nobody, links: links(), random: randomFrom(1) });

  const send = (method: PlannedRequest['method'], path: string, body?: unknown): Promise<Answer> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const planned = { method, target: path, behaviour: '', ...(text === undefined ? {} : { body: text }) };
    const meant = instance.headers(planned, { token: '', baseUrl: target.url });
    return http.send({ method, path, exactHeaders: authorized(meant, target), text });
  };

  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, operations) => send('PATCH', path, { schemas: [urns.patchOp], Operations: operations }),
    delete: (path) => send('DELETE', path),
    make: async (path, body) => {
      const answer = await send('POST', path, body);
      const { id } = answer.json;
      if (answer.status < 300 && typeof id === 'string') return { ...answer.json, id };
      // Not a refusal that leaves the question open: the check on creating tells it, and blocks this one.
      throw new SetupError(`A step before the question failed: POST ${path} answered ${answer.status}`);
    },
    read: async (path) => {
      if (target.consistencyTimeoutMs > 0) await sleep(target.consistencyTimeoutMs);
      const answer = await send('GET', path);
      return answer.status === 200 ? answer.json : {};
    },
  };
}

/** The way to the target for a whole simulation: recorded, and with the credential that the target wants. */
export function transportOver(http: Http, target: Target, saw: (answer: Answer) => void = () => {}): Transport {
  return async ({ method, url, headers, body }) => {
    const answer = await http.send({ method, path: url, exactHeaders: authorized(headers, target), text: body });
    saw(answer);
    const { response } = answer.exchange;
    if (response === null) throw new SetupError(`${method} ${url} was not answered`);
    return response;
  };
}

/** The target's own credential in the place of the provider's, and what else whoever runs us wants sent. */
function authorized(headers: readonly Header[], target: Target): readonly Header[] {
  const isCredential = ([name]: Header) => name.toLowerCase() === 'authorization';
  const credential = target.headers.find(isCredential);
  const list = headers.flatMap((header): readonly Header[] => {
    if (!isCredential(header)) return [header];
    return credential === undefined ? [] : [[header[0], credential[1]]];
  });
  // The oracle of a simulation sends none of itself.
  const missing = credential === undefined || list.some(isCredential) ? [] : [credential];
  return [...list, ...missing, ...target.headers.filter((header) => !isCredential(header))];
}
