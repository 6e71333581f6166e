import type { Run } from '#run';
import { harFrom } from '#wire';
import type { Format } from './format.ts';

/** Every exchange that the run kept, for the browser's network panel or an HTTP client. */
export const har = {
  name: 'har',
  file: 'exchanges.har',
  title: 'HTTP archive',
  draw: drawHar,
} as const satisfies Format;

function drawHar(run: Run): string {
  const creator = { name: run.tool.name, version: run.tool.version };
  return `${JSON.stringify(harFrom(run.exchanges, { creator }), null, 2)}\n`;
}
