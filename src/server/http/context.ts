import type { Token } from '../auth/tokens.ts';
import type { Scene } from '../resources/derived.ts';
import type { Settings } from '../settings.ts';
import type { View } from '../store/store.ts';
import type { Call } from './call.ts';
import type { MediaType } from './media-type.ts';

/** One request on its way: what the server is, what was asked, by whom, and how to answer. */
export interface Context {
  readonly settings: Settings;
  readonly call: Call;
  /** Undefined only on endpoints that are open. */
  readonly token: Token | undefined;
  readonly requestId: string;
  readonly media: MediaType;
  /** `https://host/scim/v2`. */
  readonly base: string;
  /** The query, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

export function sceneOf(context: Context, view: View): Scene {
  return { view, kinds: context.settings.kinds, base: context.base };
}
