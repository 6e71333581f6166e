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
  const server = await startServer({
    port: values.port,
    host: values.host,
    data: values.data,
    basePath: values.basePath,
    token: values.tokenFile === undefined ? undefined : await tokenIn(values.tokenFile, terminal),
    rateLimit,
    activeDefault: values.activeDefault,
    maxBodyBytes: values.maxBody,
    profile: values.profile === 'strict' ? profiles.strict : profiles.lenient,
    onUnexpected: (error, requestId) => terminal.err(`request ${requestId} met a bug of ours: ${String(error)}`),
  });
  const { scim, token } = server;
  terminal.out(
    values.json === true ? JSON.stringify({ ready: true, scim, token }) : `ready: ${scim} with the token ${token}`,
  );
  await stopped;
  await server.close();
  return 0;
};
