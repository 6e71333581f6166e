import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../child.ts';
import { ensureInstalled } from '../installed.ts';

/** What the package exports, by the name of its page; the sources say the rest. */
const doors = {
  scimulate: 'src/index.ts',
  server: 'src/doubles/server.entry.ts',
  simulators: 'src/doubles/simulators.entry.ts',
  check: 'src/doubles/check.entry.ts',
  msw: 'src/doubles/msw.ts',
  playwright: 'src/doubles/playwright.ts',
  client: 'src/client/index.ts',
} as const;

const program = 'fixtures/consumers/node_modules/typedoc/bin/typedoc';
const plugin = 'fixtures/consumers/node_modules/typedoc-plugin-markdown/dist/index.js';

const settings = [
  ...['--tsconfig', 'tsconfig.build.json', '--router', 'module', '--readme', 'none', '--logLevel', 'Error'],
  ...['--excludeExternals', '--disableSources', '--skipErrorChecking', '--hidePageHeader', '--hideBreadcrumbs'],
  ...['--useCodeBlocks', '--interfacePropertiesFormat', 'table', '--parametersFormat', 'table'],
  ...['--typeDeclarationFormat', 'table'],
];

/**
 * docs/api/NAME.md, one for each door of the package, by file: TypeDoc reads the doc comments with a compiler of its own,
 * since that of TypeScript 7 has no interface for programs.
 * @throws Error with what TypeDoc said
 */
export async function apiPages(): Promise<Readonly<Record<string, string>>> {
  await ensureInstalled();
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-api-'));
  try {
    const entries = Object.values(doors).flatMap((file) => ['--entryPoints', file]);
    const args = [program, '--plugin', `./${plugin}`, ...entries, '--out', folder, ...settings];
    const { code, output } = await run('node', args);
    if (code !== 0) throw new Error(`TypeDoc cannot read the exports:\n${output}`);
    const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    return Object.fromEntries(
      Object.entries(doors).map(([name, file]) => {
        const page = written.find((each) => moduleOf(each) === moduleOf(file));
        if (page === undefined) throw new Error(`TypeDoc wrote no page for ${file}`);
        return [`docs/api/${name}.md`, pageOf(name, readFileSync(join(folder, page), 'utf8'))];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `doubles/server.entry` for a source and for its page. */
function moduleOf(file: string): string {
  return file.replace(/^src\//, '').replace(/(?:\/index)?\.(?:ts|md)$/, '');
}

/** The page with the name that importers use, and links that lead to the pages beside it. */
function pageOf(name: string, text: string): string {
  const body = text.replace(/^# .*\n/, '').replaceAll(/\]\(([^)#]+\.md)/g, (_whole, target: string) => {
    const found = Object.entries(doors).find(
      ([, file]) => lastOf(moduleOf(file)) === lastOf(target).replace(/\.md$/, ''),
    );
    return `](${found?.[0] ?? target}.md`;
  });
  const title = name === 'scimulate' ? name : `scimulate/${name}`;
  return `# ${title}\n\nWritten by \`npm run docs\` from the doc comments; [library.md](../library.md) shows it by example.\n${body.trimEnd()}\n`;
}

function lastOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
