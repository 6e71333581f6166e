import { isObject, type JsonObject, urns } from '#scim';

export interface ScimAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty when there is none. */
  readonly body: JsonObject;
}

/** A SCIM client with one token, that does nothing of itself. */
export interface ScimCaller {
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ScimAnswer>;
  /** @returns the id. @throws Error when it is not created */
  user(userName: string, more?: JsonObject): Promise<string>;
  group(displayName: string, members?: readonly string[], more?: JsonObject): Promise<string>;
  /** Replaces the list of members, as a PUT of the Group does. */
  putMembers(id: string, displayName: string, members: readonly string[]): Promise<ScimAnswer>;
  patch(path: string, ...operations: readonly JsonObject[]): Promise<ScimAnswer>;
}

export function scimCaller(baseUrl: string, token: string): ScimCaller {
  const send: ScimCaller['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...headers },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const value: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: isObject(value) ? value : {} };
  };
  const make = async (path: string, body: unknown) => {
    const answer = await send('POST', path, body);
    if (answer.status !== 201) throw new Error(`POST ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return String(answer.body.id);
  };
  return {
    send,
    user: (userName, more = {}) => make('/Users', userBody(userName, more)),
    group: (displayName, members = [], more = {}) => make('/Groups', groupBody(displayName, members, more)),
    putMembers: (id, displayName, members) => send('PUT', `/Groups/${id}`, groupBody(displayName, members)),
    patch: (path, ...operations) => send('PATCH', path, { schemas: [urns.patchOp], Operations: operations }),
  };
}

export function userBody(userName: string, more: JsonObject = {}): JsonObject {
  const extensions = Object.keys(more).filter((name) => name.startsWith('urn:'));
  return { schemas: [urns.user, ...extensions], userName, ...more };
}

export function groupBody(displayName: string, members: readonly string[] = [], more: JsonObject = {}): JsonObject {
  return { schemas: [urns.group], displayName, members: members.map((value) => ({ value })), ...more };
}
