import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type HarFile, harFile, namesSeen, operationOf, redactor, type Speaker, spokenBy, startProxy } from '#replay';
import { type Exchange, parseFault, seededRandom } from '#wire';
import { ensureFolder, readText } from '../files.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';
import { version } from '../version.ts';

export const record: Run = async ({ values, config, terminal }) => {
  const named = values.target ?? '';
  const target = (config.targets?.[named]?.url ?? named).replace(/\/+$/, '');
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) {
    throw new UsageError('record stands in front of a target; name it with --target URL.');
  }
  // Asked for before the proxy is up: whoever starts it by a script may stop it at once.
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const folder = resolve(values.out ?? 'scimulate-report');
  ensureFolder(folder);
  const file = newFile(folder);
  const view = viewOf(target, values.json === true, terminal);
  const key = values.pseudonymKeyFile === undefined ? randomBytes(32).toString('hex') : keyIn(values.pseudonymKeyFile);
  const redact = redactor(values.pseudonyms === true ? { pseudonyms: { key } } : {});
  const proxy = await startProxy({
    target,
    port: values.port,
    host: values.host,
    insecure: values.insecure,
    caCert: values.cacert === undefined ? undefined : pemIn(values.cacert),
    hostHeader: values.hostHeader === 'keep' || values.hostHeader === 'target' ? values.hostHeader : undefined,
    faults: (values.fault ?? []).map(parseFault),
    random: values.seed === undefined ? undefined : seededRandom(values.seed),
    onExchange: (exchange) => {
      const safe = redact(exchange);
      file.add(safe);
      view.show(safe);
    },
  }).catch((error: unknown) => {
    throw new UsageError(`the proxy cannot listen at port ${values.port} (${codeOf(error)}).`);
  });
  terminal.out(
    values.json === true
      ? JSON.stringify({ ready: true, scim: proxy.url, target, recording: file.path })
      : `ready: ${proxy.url} in front of ${target}; writing ${file.path}`,
  );
  await stopped;
  await proxy.close();
  file.close();
  view.end(file.path);
  return 0;
};

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

interface View {
  show(exchange: Exchange): void;
  end(file: string): void;
}

/** One line an exchange, and who is recognised once enough was said. */
function viewOf(target: string, isJson: boolean, terminal: Terminal): View {
  const names = namesSeen();
  const recent: Exchange[] = [];
  let speaker: Speaker | undefined;
  let count = 0;
  let errors = 0;
  return {
    show: (exchange) => {
      count += 1;
      if (exchange.response === null || exchange.response.status >= 400) errors += 1;
      if (speaker === undefined && recent.push(exchange) <= 200) speaker = spokenBy(recent);
      names.learn(exchange);
      const who = speaker?.name ?? 'a client';
      const does = operationOf(exchange, target, names);
      if (isJson)
        terminal.out(
          JSON.stringify({
            id: exchange.id,
            method: exchange.request.method,
            url: exchange.request.url,
            status: exchange.response?.status ?? null,
            failure: exchange.failure?.kind ?? null,
            durationMs: exchange.durationMs,
            idp: speaker?.idp ?? null,
            does,
          }),
        );
      else terminal.out(lineOf(exchange, target, `${who} ${does}`));
    },
    end: (file) => {
      if (isJson)
        terminal.out(
          JSON.stringify({ ended: true, exchanges: count, errors, idp: speaker?.idp ?? null, recording: file }),
        );
      else
        terminal.out(
          `${count} exchanges, ${errors} with an error; ${speaker === undefined ? 'the client was not recognised' : `${speaker.name}, by ${speaker.because.join(', ')}`}; see ${file}`,
        );
    },
  };
}

function lineOf({ id, request, response, failure, durationMs }: Exchange, target: string, says: string): string {
  const status = response === null ? (failure?.kind ?? 'none') : String(response.status);
  const path = request.url.startsWith(target) ? request.url.slice(target.length) : request.url;
  const shown = path.length > 48 ? `${path.slice(0, 47)}…` : path;
  return `${id.slice(1).padStart(4)}  ${request.method.padEnd(6)} ${shown.padEnd(48)} ${status.padEnd(7)} ${`${Math.round(durationMs)} ms`.padStart(8)}  ${says}`;
}

/** @throws UsageError */
function keyIn(file: string): string {
  const key = readText(file, 'pseudonym key').trim();
  if (key.length < 16) throw new UsageError(`${file} is no key for pseudonyms: it has less than 16 characters.`);
  return key;
}

function pemIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`the certificate file ${file} cannot be read.`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
