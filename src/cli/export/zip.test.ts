import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { zipOf } from './zip.ts';

const files = new Map([
  ['README.md', 'ü\n'],
  ['bodies/ü.txt', ''],
  ['run.sh', 'echo\n'.repeat(1000)],
]);

test('another program unpacks what was packed, and a script may be run', () => {
  const folder = test.info().outputDir;
  const archive = test.info().outputPath('bundle.zip');
  writeFileSync(archive, zipOf(files));
  // Info-ZIP and libarchive are not everywhere; Python is where git is built.
  execFileSync('python3', ['-m', 'zipfile', '-e', archive, folder]);
  for (const [name, text] of files) expect(readFileSync(`${folder}/${name}`, 'utf8')).toBe(text);
  expect(statSync(archive).size).toBeLessThan(1000);
  const list =
    'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), [oct(i.external_attr>>16) for i in z.infolist()])';
  expect(execFileSync('python3', ['-c', list, archive], { encoding: 'utf8' }).trim()).toBe(
    "None ['0o100644', '0o100644', '0o100755']",
  );
});

test('the same files give the same bytes', () => {
  expect(zipOf(files).equals(zipOf(new Map(files)))).toBe(true);
});
