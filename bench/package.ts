import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What somebody downloads, and what it becomes on their disk. Bytes. */
export interface PackageSize {
  readonly tarball: number;
  readonly unpacked: number;
  /** With its run-time dependencies; undefined where they could not be installed. */
  readonly installed: number | undefined;
}

/** Packs what dist holds, and installs it into an empty folder. */
export function packageSize(): PackageSize {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-package-'));
  try {
    const words = ['pack', '--ignore-scripts', '--json', '--silent', '--pack-destination', folder];
    const [packed]: readonly { readonly filename: string; readonly size: number; readonly unpackedSize: number }[] =
      JSON.parse(execFileSync('npm', words, { encoding: 'utf8' }));
    const { filename = '', size: tarball = 0, unpackedSize: unpacked = 0 } = packed ?? {};
    return { tarball, unpacked, installed: installedSize(folder, join(folder, filename)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function installedSize(folder: string, tarball: string): number | undefined {
  try {
    const words = ['install', '--ignore-scripts', '--no-fund', '--no-audit', '--silent', '--prefix', folder, tarball];
    execFileSync('npm', words, { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const files = globSync('node_modules/**', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

export function packageTable({ tarball, unpacked, installed }: PackageSize): string {
  const mb = (bytes: number | undefined): string =>
    bytes === undefined ? 'not installed' : `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    '| tarball | unpacked | installed, with its dependencies |',
    '| --- | --- | --- |',
    `| ${mb(tarball)} | ${mb(unpacked)} | ${mb(installed)} |`,
  ].join('\n');
}

if (import.meta.main) console.log(packageTable(packageSize()));
