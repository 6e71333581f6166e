import { parseProjection } from '#scim';
import { locationOf } from '../resources/derived.ts';
import type { Kind } from '../resources/kind.ts';
import { renderer, type Showing } from '../resources/rendering.ts';
import type { Entry, View } from '../store/store.ts';
import type { Answer } from './answer.ts';
import { etagOf } from './conditions.ts';
import { type Context, sceneOf } from './context.ts';

/** What `attributes` and `excludedAttributes` of the query ask for. @throws ScimError invalidValue if both are given */
export function projectionOf(context: Context) {
  const { parameters } = context;
  return parseProjection(parameters.get('attributes'), parameters.get('excludedAttributes'));
}

/** A resource with its URL and version in the headers, as every operation but a list gives it. */
export function resourceAnswer(
  context: Context,
  view: View,
  kind: Kind,
  entry: Entry,
  showing: Showing,
  status: 200 | 201,
): Answer {
  return {
    status,
    headers: {
      'content-type': context.media,
      etag: etagOf(entry.version),
      location: locationOf(context, kind, entry.id),
    },
    body: renderer(sceneOf(context, view), kind, showing)(entry),
  };
}
