import { existsSync } from 'node:fs';
import { baselineFrom, readRun, writeBaseline } from '#run';
import { readText, writeText } from '../files.ts';
import type { Values } from '../flags.ts';
import { type Job, type JobName, jobs } from '../init/jobs.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';
import { version } from '../version.ts';

interface Draft {
  readonly file: string;
  readonly text: string;
}

const runFile = 'scimulate-report/run.json';

/** Writes what a project needs to run the suites, and never over a file that is there. */
export const init: Run = async ({ values, terminal }) => {
  const name = values.targetName ?? 'dev';
  const tokenEnv = values.tokenEnv ?? 'SCIM_TOKEN';
  const drafts = [config(values, name, tokenEnv), baseline(), ...job(values.ci, name, tokenEnv)];
  const there = drafts.filter(({ file }) => existsSync(file)).map(({ file }) => file);
  if (there.length > 0) {
    throw new UsageError(
      `${there.join(' and ')} ${there.length === 1 ? 'is' : 'are'} there already, and nothing was written; move ${there.length === 1 ? 'it' : 'them'} away first.`,
    );
  }
  for (const { file, text } of drafts) {
    writeText(file, text);
    terminal.out(file);
  }
  terminal.out(`\nNext: export ${tokenEnv}=…  and  npx scimulate doctor --target ${name}`);
  return 0;
};

function config(values: Values, name: string, tokenEnv: string): Draft {
  const url = values.target ?? 'http://localhost:8080/scim/v2';
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new UsageError(`the target "${url}" is no URL; give one like https://dev.example.com/scim/v2.`);
  }
  const settings = {
    $schema: './node_modules/scimulate/dist/src/config/config.schema.json',
    targets: { [name]: { url, tokenEnv } },
    report: ['html', 'junit', 'md'],
  };
  return { file: 'scimulate.config.json', text: `${JSON.stringify(settings, null, 2)}\n` };
}

/** Out of the last run, where there is one; else empty, so that the job has something to read. */
function baseline(): Draft {
  const found = existsSync(runFile)
    ? baselineFrom(readRun(readText(runFile, 'run file'), runFile), new Date().toISOString(), undefined)
    : { schemaVersion: 1 as const, entries: [] };
  return { file: 'scimulate.baseline.json', text: writeBaseline(found) };
}

function job(ci: string | undefined, target: string, tokenEnv: string): Draft[] {
  if (ci === undefined) return [];
  // The flag's choices are the names of these jobs.
  const { file, text }: Job = jobs[ci as JobName];
  return [{ file, text: text({ target, tokenEnv, version: version() }) }];
}
