import type { OptionSpec } from './options.ts';
import type { Simulator } from './simulator.ts';

/** The README of a simulator, drawn from its data: what it does, how sure we are, and what can be set. */
export function readmeOf(simulator: Simulator): string {
  const behaviours = Object.entries(simulator.behaviours).map(
    ([id, { does, source, strength }]) => `| \`${id}\` | ${cell(does)} | ${strength} | ${cell(source)} |`,
  );
  const options = Object.entries(simulator.options).map(
    ([name, spec]) =>
      `| \`${name}\` | ${shown(spec)} | ${cell(valuesOf(spec))} | ${cell(spec.does)} | ${cell(spec.basis)} |`,
  );
  const listed = Object.entries(simulator.sources).map(([key, text]) => `- **${key}** ${text}`);
  const sources = listed.length === 0 ? [] : ['', '## Sources', '', ...listed];
  return [
    `# ${simulator.name}`,
    '',
    `Generated from \`behaviours.ts\` and \`options.ts\` by \`npm run docs\`; do not edit.`,
    '',
    `\`scimulate simulate ${simulator.id} --target URL\` plays it; \`scimulate explain ID\` prints one row.`,
    '',
    '## What it does',
    '',
    '| id | does | evidence | source |',
    '|---|---|---|---|',
    ...behaviours,
    '',
    '## Options',
    '',
    '| option | default | values | does | basis |',
    '|---|---|---|---|---|',
    ...options,
    ...sources,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function shown(spec: OptionSpec): string {
  if (!('default' in spec) || spec.default === undefined) return 'off';
  return `\`${Array.isArray(spec.default) ? spec.default.join(',') : String(spec.default)}\``;
}

function valuesOf(spec: OptionSpec): string {
  switch (spec.kind) {
    case 'boolean':
      return 'true, false';
    case 'number':
      return spec.max === undefined ? `a number from ${spec.min}` : `${spec.min} to ${spec.max}`;
    case 'limit':
      return `off, or a number from ${spec.min}`;
    case 'choice':
      return spec.values.join(', ');
    case 'set':
      return `some of ${spec.values.join(', ')}`;
    case 'text':
      return 'text';
    case 'json':
      return 'JSON';
  }
}
