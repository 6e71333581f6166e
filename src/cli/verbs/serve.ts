import { once } from 'node:events';
import { profiles } from '#scim';
import { parseRate, startServer } from '#server';
import { tokenIn } from '../target/credential.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';

export const serve: Run = async ({ values, terminal }) => {
  const rateLimit = parseRate(values.rateLimit ?? 'off');
  if (rateLimit === undefined)
    throw new UsageError(`--rate-limit is "${values.rateLimit}"; it must look like 600/min, 10/s or off.`);
  // Asked for before the server is up: whoever starts it by a script may stop it at once.
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const adminPassword = Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('base64url');
  const server = await startServer({
    port: values.port,
    host: values.host,
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
  });
  const { scim, console } = server;
  const token = server.token === '' ? null : server.token;
  terminal.out(
    values.json === true
      ? JSON.stringify({ ready: true, scim, token, console, adminPassword })
      : `ready: ${scim} ${token === null ? 'once SCIM is enabled' : `with the token ${token}`}; console: ${console} with the password ${adminPassword}`,
  );
  await stopped;
  await server.close();
  return 0;
};
