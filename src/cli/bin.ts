#!/usr/bin/env node
// Written in syntax that any Node since 12 reads, so that an old one gets a sentence and not a stack.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 19)) {
  import('./main.ts')
    .then((entry) => entry.start(process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code;
    });
} else {
  console.error(`scimulate needs Node 22.19 or newer; this is Node ${process.versions.node}.`);
  process.exitCode = 2;
}

export {};
