import type { RootCause, Verdict } from '#run';
import { counted } from '#wire';

/** How good or bad something is for the target; colours follow it. */
export type Tone = 'good' | 'bad' | 'caution' | 'note' | 'none' | 'ours';

/** Every verdict in a reader's words; the sign stands beside the word, never for it. */
export const verdictWords = {
  violation: { word: 'violation', many: 'violations', sign: '✗', tone: 'bad' },
  warning: { word: 'warning', many: 'warnings', sign: '!', tone: 'caution' },
  info: { word: 'note', many: 'notes', sign: 'i', tone: 'note' },
  pass: { word: 'pass', many: 'passes', sign: '✓', tone: 'good' },
  blocked: { word: 'blocked', many: 'blocked', sign: '⊘', tone: 'none' },
  unsupported: { word: 'unsupported', many: 'unsupported', sign: '–', tone: 'none' },
  error: { word: 'error of ours', many: 'errors of ours', sign: '?', tone: 'ours' },
} as const satisfies Record<Verdict, { word: string; many: string; sign: string; tone: Tone }>;

const names: Readonly<Record<string, string>> = {
  okta: 'Okta',
  entra: 'Microsoft Entra ID',
  google: 'Google Workspace',
  onelogin: 'OneLogin',
};

/** The name of an identity provider as its maker writes it. */
export function idpName(id: string): string {
  return names[id] ?? id;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `950 ms`, `4.3 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** `2026-01-02 03:04 UTC`. */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** What mending a cause does, with its numbers. */
export function promise({ mends, checks, blocked, verdict }: RootCause): string {
  const partly = checks.length - mends;
  const said = [
    ...(mends > 0 ? [`mending this turns ${counted(mends, 'check')} green`] : []),
    ...(partly > 0 ? [`${counted(partly, 'check fails', 'checks fail')} over this and something else`] : []),
    ...(blocked.length > 0 ? [`${counted(blocked.length, 'check')} can then be judged`] : []),
  ];
  return `${verdict === 'warning' ? 'a warning: ' : ''}${said.join('; ')}`;
}
