#!/usr/bin/env node
// An older Node would stop at the first import with a message about a module; this one says what is needed.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(`deskbook needs Node 22.13 or newer, and this is ${process.versions.node}`);
  process.exitCode = 2;
} else {
  await import('../dist/main.js');
}
