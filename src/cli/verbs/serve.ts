import type { Seed } from '#doubles';
import { isList, isObject, type JsonObject, profiles } from '#scim';
import { parseRate, type RunningServer, type StartOptions, startServer } from '#server';
import { readText } from '../files.ts';
import { documentFrom, isPlaced } from '../lint/document.ts';
import { type Stop, untilStopped } from '../stop.ts';
import { tokenIn } from '../target/credential.ts';
import { UsageError } from '../usage-error.ts';
import type { Call, Run } from '../verbs.ts';

export const serve: Run = (call) => untilStopped((stop) => serveUntil(stop, call));

async function serveUntil(stop: Stop, { values, terminal }: Call): Promise<number> {
  const rateLimit = parseRate(values.rateLimit ?? 'off');
  if (rateLimit === undefined)
    throw new UsageError(`--rate-limit is "${values.rateLimit}"; it must look like 600/min, 10/s or off.`);
  const adminPassword = Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('base64url');
  const seed = values.seedFile === undefined ? undefined : seedIn(values.seedFile);
  const options: StartOptions = {
    port: values.port,
    host: values.host,
    graceMs: 200,
    data: values.data,
    basePath: values.basePath,
    token: values.tokenFile === undefined ? undefined : await tokenIn(values.tokenFile, terminal),
    setup: values.setup,
    adminPassword,
    rateLimit,
    activeDefault: values.activeDefault,
    uniqueGroupNames: values.uniqueGroupNames,
    maxBodyBytes: values.maxBody,
    profile: values.profile === 'strict' ? profiles.strict : profiles.lenient,
    onUnexpected: (error, requestId) => terminal.err(`request ${requestId} met a bug of ours: ${String(error)}`),
  };
  const { server, control, close } = await started(options, values.control === true, seed);
  const { scim, console } = server;
  const token = server.token === '' ? null : server.token;
  terminal.out(
    values.json === true
      ? JSON.stringify({
          ready: true,
          scim,
          token,
          console,
          adminPassword,
          ...(control === undefined ? {} : { control }),
        })
      : `ready: ${scim} ${token === null ? 'once SCIM is enabled' : `with the token ${token}`}; console: ${console} with the password ${adminPassword}${control === undefined ? '' : `; control: ${control}`}`,
  );
  await stop.told;
  await close();
  return 0;
}

interface Started {
  readonly server: Pick<RunningServer, 'scim' | 'token' | 'console'>;
  /** Where the control API is; undefined without one. */
  readonly control: string | undefined;
  readonly close: () => Promise<void>;
}

async function started(options: StartOptions, hasControl: boolean, seed: Seed | undefined): Promise<Started> {
  if (!hasControl && seed === undefined) {
    const server = await startServer(options);
    return { server, control: undefined, close: server.close };
  }
  const { seeded, startControl, startServer: startDouble } = await import('#doubles');
  if (!hasControl) {
    const server = await startServer(options);
    await planted(() => seeded(server, server.scim, seed ?? {}), server.close);
    return { server, control: undefined, close: server.close };
  }
  const double = await startDouble(options);
  await planted(() => double.seed(seed ?? {}), double.close);
  const control = await startControl(double);
  return {
    server: { scim: double.scim, token: double.token, console: double.reference.console },
    control: control.url,
    close: async () => {
      await control.close();
      await double.close();
    },
  };
}

/** What the server refuses of a seed is a fault of the file; nothing keeps running then. */
async function planted(plant: () => Promise<unknown>, close: () => Promise<void>): Promise<void> {
  try {
    await plant();
  } catch (error) {
    await close();
    throw new UsageError(`--seed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function seedIn(file: string): Seed {
  const document = documentFrom(readText(file, 'seed file'));
  if (isPlaced(document)) throw new UsageError(`${file}:${document.line}:${document.column}: ${document.says}.`);
  // A list, or "Users" with a capital, would read as nothing to begin with.
  const given = isObject(document.json) && isAbsentOrNamed(document.json) ? document.json : { users: null };
  const { users = [], groups = [] } = given;
  if (!isList(users) || !isList(groups) || !users.every(isObject) || !groups.every(isObject)) {
    throw new UsageError(`${file} must hold {"users": […], "groups": […]}, each a list of resources.`);
  }
  return { users: users.filter(isObject), groups: groups.filter(isObject) };
}

function isAbsentOrNamed(seed: JsonObject): boolean {
  return Object.keys(seed).length === 0 || 'users' in seed || 'groups' in seed;
}
