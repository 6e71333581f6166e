import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type HarFile, harFile, redactor, startProxy } from '#replay';
import { ListenError } from '#server';
import { type Exchange, parseFault, seededRandom } from '#wire';
import { ensureFolder } from '../files.ts';
import { jsonView, liveView } from '../record/live-view.ts';
import { pseudonymKey } from '../replay/pseudonym-key.ts';
import { type Stop, untilStopped } from '../stop.ts';
import { authorityIn } from '../target/authority.ts';
import { UsageError } from '../usage-error.ts';
import type { Call, Run } from '../verbs.ts';
import { version } from '../version.ts';

export const record: Run = (call) => untilStopped((stop) => recordUntil(stop, call));

async function recordUntil(stop: Stop, { values, config, terminal }: Call): Promise<number> {
  const named = values.target ?? '';
  const target = (config.targets?.[named]?.url ?? named).replace(/\/+$/, '');
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) {
    throw new UsageError('record stands in front of a target; name it with --target URL.');
  }
  const folder = resolve(values.out ?? 'scimulate-report');
  ensureFolder(folder);
  const faults = (values.fault ?? []).map(parseFault);
  const caCert = values.cacert === undefined ? undefined : authorityIn(values.cacert);
  const key =
    values.pseudonymKeyFile === undefined ? randomBytes(32).toString('hex') : pseudonymKey(values.pseudonymKeyFile);
  const file = newFile(folder);
  const view = values.json === true ? jsonView(target, terminal) : liveView(target, terminal);
  const redact = redactor(values.pseudonyms === true ? { pseudonyms: { key } } : {});
  let isFull = false;
  // The two sides must not suffer from a full disk.
  const keep = (exchange: Exchange): void => {
    try {
      file.add(exchange);
    } catch (error) {
      if (!isFull)
        terminal.err(
          `scimulate: ${file.path} cannot be written (${codeOf(error)}); what passes from now on may be missing.`,
        );
      isFull = true;
    }
  };
  const proxy = await startProxy({
    target,
    port: values.port,
    host: values.host,
    insecure: values.insecure,
    caCert,
    hostHeader: values.hostHeader === 'keep' || values.hostHeader === 'target' ? values.hostHeader : undefined,
    faults,
    random: values.seed === undefined ? undefined : seededRandom(values.seed),
    onExchange: (exchange) => {
      const safe = redact(exchange);
      keep(safe);
      view.show(safe);
    },
  }).catch((error: unknown) => {
    file.close();
    rmSync(file.path);
    throw new ListenError(codeOf(error), values.host ?? '127.0.0.1', values.port ?? 0);
  });
  terminal.out(
    values.json === true
      ? JSON.stringify({ ready: true, scim: proxy.url, target, recording: file.path })
      : `ready: ${proxy.url} in front of ${target}; writing ${file.path}`,
  );
  await stop.told;
  await proxy.close();
  file.close();
  view.end(file.path);
  return 0;
}

/** A name that is free: an earlier recording is never written over. */
function newFile(folder: string): HarFile {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? 'recording.har' : `recording-${number}.har`);
    if (existsSync(path)) continue;
    try {
      return harFile(path, { name: 'scimulate record', version: version() });
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw new UsageError(`${path} cannot be written (${codeOf(error)}).`);
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
