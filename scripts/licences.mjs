import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const licenceFile = /^(licen[cs]e|copying|notice|third[-_]party)/i;

/** Packages that name their licence in package.json and bring no text of it: a package that does. */
const textIn = { '@assemblyscript/loader': 'typescript' };

/**
 * Under which terms the packages of these files stand: the licence and the notices of each, with its version.
 * Throws when a package has no file that says so.
 */
export function licencesOf(files) {
  const folders = [...new Set(files.map(packageOf))].filter((folder) => folder !== undefined);
  return folders
    .map(licenceOf)
    .sort()
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

/** The folder of the package that a file belongs to; undefined for one of ours. */
function packageOf(file) {
  return file.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
}

function licenceOf(folder) {
  const { name, version, license, author } = packageJson(folder);
  const texts = licenceTexts(folder);
  if (texts.length > 0) return [`${name} ${version}`, ...texts].join('\n\n');
  const other = name in textIn ? folder.slice(0, -name.length) + textIn[name] : undefined;
  if (other === undefined || packageJson(other).license !== license) {
    throw new Error(`${name} goes into the package, and has no file with its licence (${license}).`);
  }
  return [`${name} ${version}`, `Author: ${author}`, ...licenceTexts(other)].join('\n\n');
}

function licenceTexts(folder) {
  return readdirSync(folder)
    .filter((file) => licenceFile.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
}

const packageJson = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
